using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>
/// Sum over all examples for each position of each channel, <c>[block][position][16]</c>: the gradient of a bias per position.
/// </summary>
internal sealed record ExampleSumKernel(int Blocks, Extent Size, Strides Input) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "SumExamples";

    /// <inheritdoc/>
    public override string Algorithm => "bias gradient";

    /// <inheritdoc/>
    public override bool TakesExamples => true;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "sums"]);

    /// <summary>Floats of the result.</summary>
    public int ResultLength => Blocks * Size.Positions * ValueLayout.BlockSize;

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Blocks * Size.Depth * Size.Height, PerExample: false);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)Blocks * Size.Positions * target.VectorsPerBlock;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"Sums over every example for each of {Text.Of(Size.Positions)} positions of {Text.Count(Blocks, "block")} of 16 channels.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(writer, ("block", 0), ("plane", Size.Depth), ("row", Size.Height));
        writer.Line($"ref float result = ref {Names.Unsafe}.Add(ref sums, item * {Text.Of(Size.Width * ValueLayout.BlockSize)});");
        using SourceWriter.Scope? columns = CountedLoop.Open(writer, "column", Size.Width, out string column);
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        Reference.DeclareAlways(
            writer,
            "input",
            "x",
            item.Sum(("block", Input.Block), ("plane", Input.Plane), ("row", Input.Row), (column, Input.Pixel), (lane, 1)));
        writer.Line($"{target.Type} sum = {target.Type}.Zero;");
        ShortSums.Emit(writer, target, ["sum"], [SumAxis.OfExamples()], isRepeated: false, (_, sum) =>
            writer.Line($"{sum("sum")} += {target.Load($"{Names.Unsafe}.Add(ref input, example * {Text.Of(Input.Example)})", 0)};"));
        writer.Line(target.Store("sum", Text.At("result", item.Sum((column, ValueLayout.BlockSize), (lane, 1))), 0));
    }
}
