using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Movement;

/// <summary>
/// Copies channels one number at a time between any two layouts: what blocks of 16 do not line up for. Each channel of a map is a step, and
/// rules say where the steps read and write.
/// </summary>
/// <param name="Channels">Steps.</param>
/// <param name="Size">Spatial extents of a step.</param>
/// <param name="Input">Strides of the source.</param>
/// <param name="From">Where steps read.</param>
/// <param name="Output">Strides of the destination.</param>
/// <param name="To">Where steps write.</param>
/// <param name="Accumulates">Whether the destination is added to.</param>
internal sealed record ChannelCopyKernel(
    int Channels, Extent Size, Strides Input, ChannelRule From, Strides Output, ChannelRule To, bool Accumulates) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Accumulates ? "AddChannels" : "CopyChannels";

    /// <inheritdoc/>
    public override string Algorithm => "copy";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Channels, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)Channels * Size.Positions * 0.5;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Text.Of(Channels)} maps of {Text.Of(Size.Depth)}×{Text.Of(Size.Height)}×{Text.Of(Size.Width)}: channel {From.Channel} "
            + $"becomes channel {To.Channel}.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex.Decode(writer, ("example", 0), ("channel", Channels)).DeclareConstant(writer, "channel");
        writer.Line($"int from = {From.Channel};");
        writer.Line($"int to = {To.Channel};");
        Reference.DeclareAlways(writer, "source", "x", Place("from", Input, From));
        Reference.DeclareAlways(writer, "target", "y", Place("to", Output, To));
        Strides read = From.Walk(Input), written = To.Walk(Output);
        using (CountedLoop.Open(writer, "depth", Size.Depth, out string depth))
        using (CountedLoop.Open(writer, "row", Size.Height, out string row))
        using (CountedLoop.Open(writer, "column", Size.Width, out string column))
        {
            string assign = Accumulates ? "+=" : "=";
            string into = Text.At("target", Text.Sum((depth, written.Plane), (row, written.Row), (column, written.Pixel)));
            string value = Text.At("source", Text.Sum((depth, read.Plane), (row, read.Row), (column, read.Pixel)));
            writer.Line($"{into} {assign} {value};");
        }
    }

    private static string Place(string channel, Strides strides, ChannelRule rule)
    {
        string start = rule.Start(strides);
        return Text.Sum(("example", strides.Example), ($"{channel} / 16", strides.Block), ($"{channel} % 16", strides.Channel), (start, 1));
    }
}
