using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Pooling;

/// <summary>Of each window the element of one map that lies where the first maximum of another is.</summary>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Window">The windows.</param>
/// <param name="Input">Strides of the map with the maxima.</param>
/// <param name="Maxima">Strides of the maxima.</param>
/// <param name="Source">Strides of the map whose elements are taken.</param>
/// <param name="Output">Strides of the result.</param>
/// <param name="Accumulates">Whether the result is added to what is there.</param>
internal sealed record MaximaGatherKernel(
    int Blocks, PoolWindow Window, Strides Input, Strides Maxima, Strides Source, Strides Output, bool Accumulates) : EmittedKernel
{
    private static readonly SelectingPoolKind Kind = new MaxPoolKind();

    /// <inheritdoc/>
    public override string Name => "MaximaGather";

    /// <inheritdoc/>
    public override string Algorithm => "unpooling gradient";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y", "source", "result"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Blocks * Window.Depth.Output * Window.Height.Output, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)Blocks * Window.OutputSize.Positions * Window.Taps * target.VectorsPerBlock * 0.4;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method =
            Method(writer, name, $"What lies where the maxima were: {PoolText.Describe(Kind.Name, Blocks, Window)}");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item =
            ItemIndex.Decode(writer, ("example", 0), ("depth", Window.Depth.Output), ("row", Window.Height.Output), ("block", Blocks));
        Window.EmitBounds(writer, item["depth"], item["row"]);
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        string Map(Strides strides) => item.Sum(("example", strides.Example), ("block", strides.Block), (lane, 1));
        string Row(Strides strides) =>
            item.Sum(("example", strides.Example), ("block", strides.Block), ("depth", strides.Plane), ("row", strides.Row), (lane, 1));
        Reference.DeclareAlways(writer, "input", "x", Map(Input));
        Reference.DeclareAlways(writer, "elements", "source", Map(Source));
        Reference.DeclareAlways(writer, "maxima", "y", Row(Maxima));
        Reference.DeclareAlways(writer, "output", "result", Row(Output));
        Window.EmitColumns(writer, Kind, (column, taps) =>
        {
            string place = $"{Names.Unsafe}.Add(ref output, {column} * {Text.Of(Output.Pixel)})";
            writer.Line($"{target.Type} taken = {target.Type}.Zero;");
            Kind.EmitSearch(writer, target, target.Load($"{Names.Unsafe}.Add(ref maxima, {column} * {Text.Of(Maxima.Pixel)})", 0));
            using (writer.Braces())
            {
                Window.EmitTaps(
                    writer,
                    new WindowPlace(item["depth"], item["row"], column, taps),
                    [("window", Input), ("sourceWindow", Source)],
                    null,
                    tap =>
                    {
                        string found = Kind.EmitFound(writer, target, tap, target.Load($"{Text.At("input", tap.Offsets[0])}", 0));
                        writer.Line($"taken |= {target.Load($"{Text.At("elements", tap.Offsets[1])}", 0)} & {found};");
                    });
            }

            writer.Line(target.Store(Accumulates ? $"(taken + {target.Load(place, 0)})" : "taken", place, 0));
        });
    }
}
