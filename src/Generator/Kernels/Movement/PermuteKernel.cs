using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Movement;

/// <summary>Moves a map one number at a time to one whose axes have another order.</summary>
/// <param name="Channels">Channels of what is written.</param>
/// <param name="Size">Spatial extents of what is written.</param>
/// <param name="Axes">For channels, depth, height and width of what is written the axis that is read, counted alike.</param>
/// <param name="Input">Strides of the source.</param>
/// <param name="Output">Strides of the destination.</param>
/// <param name="Accumulates">Whether the destination is added to.</param>
internal sealed record PermuteKernel(
    int Channels, Extent Size, EquatableArray<int> Axes, Strides Input, Strides Output, bool Accumulates) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Accumulates ? "AddPermuted" : "Permute";

    /// <inheritdoc/>
    public override string Algorithm => "copy";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Channels, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)Channels * Size.Positions * 0.7;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Text.Of(Channels)} maps of {Text.Of(Size.Depth)}×{Text.Of(Size.Height)}×{Text.Of(Size.Width)}, whose axes are "
            + $"{string.Join(", ", Axes.Select(Text.Of))} of what is read.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex.Decode(writer, ("example", 0), ("channel", Channels)).DeclareConstant(writer, "channel");
        Reference.DeclareAlways(writer, "source", "x", Text.Sum([("example", Input.Example), .. Terms("channel", Axes[0])]));
        Reference.DeclareAlways(
            writer,
            "target",
            "y",
            Text.Sum(("example", Output.Example), ("channel / 16", Output.Block), ("channel % 16", Output.Channel)));
        using (CountedLoop.Open(writer, "depth", Size.Depth, out string depth))
        using (CountedLoop.Open(writer, "row", Size.Height, out string row))
        using (CountedLoop.Open(writer, "column", Size.Width, out string column))
        {
            string read = Text.Sum([.. Terms(depth, Axes[1]), .. Terms(row, Axes[2]), .. Terms(column, Axes[3])]);
            string written = Text.Sum((depth, Output.Plane), (row, Output.Row), (column, Output.Pixel));
            writer.Line($"{Text.At("target", written)} {(Accumulates ? "+=" : "=")} {Text.At("source", read)};");
        }
    }

    // What an index of one of the axes adds to the place that is read.
    private (string, int)[] Terms(string index, int axis) => axis switch
    {
        0 when index == "0" => [],
        0 => [($"{index} / 16", Input.Block), ($"{index} % 16", Input.Channel)],
        1 => [(index, Input.Plane)],
        2 => [(index, Input.Row)],
        _ => [(index, Input.Pixel)],
    };
}
