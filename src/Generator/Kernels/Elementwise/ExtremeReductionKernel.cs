using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Elementwise;

/// <summary>
/// The largest or smallest elements over the axes along which the result has one position, or over all channels; NaN where there is one. An
/// item owns what it writes.
/// </summary>
/// <param name="IsMaximum">Whether it is the largest.</param>
/// <param name="Channels">Channels of what is read.</param>
/// <param name="Size">Spatial extents of what is read.</param>
/// <param name="Input">Strides of the value read.</param>
/// <param name="Kept">Spatial extents of the result.</param>
/// <param name="KeepsChannels">Whether the result has every channel, or one for all.</param>
/// <param name="Output">Strides of the value written.</param>
internal sealed record ExtremeReductionKernel(
    bool IsMaximum, int Channels, Extent Size, Strides Input, Extent Kept, bool KeepsChannels, Strides Output) : EmittedKernel
{
    private int Blocks => ValueLayout.CeilDiv(Channels, ValueLayout.BlockSize);

    /// <inheritdoc/>
    public override string Name => IsMaximum ? "MaximumOf" : "MinimumOf";

    /// <inheritdoc/>
    public override string Algorithm => "reduction";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(KeepsChannels ? Blocks : 1, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => 0.1 * Blocks * ValueLayout.BlockSize * Size.Positions;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"The {(IsMaximum ? "largest" : "smallest")} over {Text.Of(Channels)} channels of {Describe(Size)}, "
            + $"to {(KeepsChannels ? "as many" : "one")} of {Describe(Kept)}.");
        bool isMasked = !KeepsChannels && Channels % ValueLayout.BlockSize != 0;
        if (isMasked)
        {
            string ramp = string.Join(", ", Enumerable.Range(0, target.Lanes).Select(i => $"{Text.Of(i)}f"));
            writer.Line($"{target.Type} laneIndex = {target.Class}.Create({ramp});");
        }

        string none = target.Constant(IsMaximum ? double.NegativeInfinity : double.PositiveInfinity);
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(writer, [("example", 0), .. KeepsChannels ? new[] { ("block", Blocks) } : []]);
        string block = "block", lane = "0";
        using SourceWriter.Scope? ownLanes = KeepsChannels ? CountedLoop.OpenLanes(writer, target, out lane) : null;
        using SourceWriter.Scope? planes = CountedLoop.Open(writer, "plane", Kept.Depth, out string plane);
        using SourceWriter.Scope? lines = CountedLoop.Open(writer, "line", Kept.Height, out string line);
        using SourceWriter.Scope? places = CountedLoop.Open(writer, "place", Kept.Width, out string place);
        string ownLane = lane;
        writer.Line($"{target.Type} extreme = {none};");
        using (KeepsChannels ? null : CountedLoop.Open(writer, "block", Blocks, out block))
        using (KeepsChannels ? null : CountedLoop.OpenLanes(writer, target, out lane))
        using (CountedLoop.Open(writer, "depth", Size.Depth / Kept.Depth, out string depth))
        using (CountedLoop.Open(writer, "row", Size.Height / Kept.Height, out string row))
        using (CountedLoop.Open(writer, "column", Size.Width / Kept.Width, out string column))
        {
            string at = Text.At("x", item.Sum(
                ("example", Input.Example), (block, Input.Block), (lane, 1), (plane, Input.Plane), (depth, Input.Plane),
                (line, Input.Row), (row, Input.Row), (place, Input.Pixel), (column, Input.Pixel)));
            writer.Line($"{target.Type} value = {target.Load(at, 0)};");
            if (isMasked)
            {
                string channel = item.Sum((block, ValueLayout.BlockSize), (lane, 1));
                string isChannel =
                    $"{target.Class}.LessThan(laneIndex + {target.Class}.Create((float)({channel})), {target.Constant(Channels)})";
                writer.Line($"value = {target.Class}.ConditionalSelect({isChannel}, value, {none});");
            }

            writer.Line($"extreme = {(IsMaximum ? target.Maximum("extreme", "value") : target.Minimum("extreme", "value"))};");
        }

        string to = Text.At("y", item.Sum(
            ("example", Output.Example), (KeepsChannels ? block : "0", Output.Block), (ownLane, 1),
            (plane, Output.Plane), (line, Output.Row), (place, Output.Pixel)));
        if (KeepsChannels)
        {
            writer.Line(target.Store("extreme", to, 0));
            return;
        }

        writer.Line($"ref float output = ref {to};");
        writer.Line($"float best = {target.Class}.GetElement(extreme, 0);");
        using (writer.Block($"for (int i = 1; i < {target.LanesText}; i++)"))
        {
            writer.Line($"best = {Names.MathF}.{(IsMaximum ? "Max" : "Min")}(best, {target.Class}.GetElement(extreme, i));");
        }

        // The channels that fill up the block are zero.
        writer.Line($"{Names.MemoryMarshal}.CreateSpan(ref output, {Text.Of(ValueLayout.BlockSize)}).Clear();");
        writer.Line("output = best;");
    }

    private static string Describe(Extent size) => $"{Text.Of(size.Depth)}×{Text.Of(size.Height)}×{Text.Of(size.Width)}";
}
