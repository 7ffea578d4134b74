using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Movement;

/// <summary>
/// Makes every channel of some channels of another value, one number at a time, as constant tables say. An item is a row of a block of 16
/// channels of the result, so each thread sums what it writes, in the order of the map.
/// </summary>
/// <param name="Map">What each channel is the sum of.</param>
/// <param name="Size">Spatial extents.</param>
/// <param name="Input">Strides of the value read.</param>
/// <param name="Output">Strides of the value written.</param>
/// <param name="Accumulates">Whether the result is added to what the output holds.</param>
internal sealed record ChannelMapKernel(AxisMap Map, Extent Size, Strides Input, Strides Output, bool Accumulates) : EmittedKernel
{
    private const int Block = ValueLayout.BlockSize;

    private bool IsOneEach => Map.IsSelection && !Map.HasGaps;

    private int Blocks => ValueLayout.CeilDiv(Map.Count, Block);

    /// <inheritdoc/>
    public override string Name => IsOneEach ? "GatherChannels" : "SumChannels";

    /// <inheritdoc/>
    public override string Algorithm => "copy";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Blocks * Size.Depth * Size.Height, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)(Map.Count + Map.Taps.Count) * Size.Positions * 0.3;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Text.Of(Map.Extent)} to {Text.Of(Map.Count)} channels of "
            + $"{Text.Of(Size.Depth)}×{Text.Of(Size.Height)}×{Text.Of(Size.Width)} positions.");
        library.DeclareTable(writer, "int", "channels", Map.Taps.Select(tap => Text.Of(Place(tap.Source))));
        if (!IsOneEach)
        {
            library.DeclareTable(writer, "int", "starts", Map.Starts.Select(Text.Of));
        }

        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(writer, ("example", 0), ("block", Blocks), ("depth", Size.Depth), ("row", Size.Height));
        Reference.DeclareAlways(
            writer, "source", "x", item.Sum(("example", Input.Example), ("depth", Input.Plane), ("row", Input.Row)));
        Reference.DeclareAlways(
            writer,
            "output",
            "y",
            item.Sum(("example", Output.Example), ("block", Output.Block), ("depth", Output.Plane), ("row", Output.Row)));
        int rest = Map.Count % Block;
        string lanes = rest == 0 ? Text.Of(Block)
            : Blocks == 1 ? Text.Of(rest)
            : $"(block == {Text.Of(Blocks - 1)} ? {Text.Of(rest)} : {Text.Of(Block)})";
        using SourceWriter.Scope lane = writer.Block($"for (int lane = 0; lane < {lanes}; lane++)");
        writer.Line($"int channel = {item.Sum(("block", Block), ("lane", 1))};");
        using SourceWriter.Scope? columns = CountedLoop.Open(writer, "column", Size.Width, out string column);
        string to = Text.At("output", Text.Sum(("lane", Output.Channel), (column, Output.Pixel)));
        writer.Line($"{to} {(Accumulates ? "+=" : "=")} {Sum(writer, column)};");
    }

    private int Place(int channel) => (channel / Block * Input.Block) + (channel % Block * Input.Channel);

    private string Sum(SourceWriter writer, string column)
    {
        string From(string tap) => Text.At("source", Text.Sum(($"channels[{tap}]", 1), (column, Input.Pixel)));
        if (IsOneEach)
        {
            return From("channel");
        }

        writer.Line("float sum = 0f;");
        using SourceWriter.Scope taps = writer.Block("for (int tap = starts[channel]; tap < starts[channel + 1]; tap++)");
        writer.Line($"sum += {From("tap")};");
        return "sum";
    }
}
