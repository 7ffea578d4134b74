using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Movement;

/// <summary>Moves a map one number at a time to one whose axes have another order.</summary>
/// <param name="Channels">Channels of what is written.</param>
/// <param name="Size">Spatial extents of what is written.</param>
/// <param name="Axes">What becomes the axes of what is written, outermost first.</param>
/// <param name="Input">Strides of the source.</param>
/// <param name="Output">Strides of the destination.</param>
/// <param name="Accumulates">Whether the destination is added to.</param>
internal sealed record PermuteKernel(
    int Channels, Extent Size, EquatableArray<MovedAxis> Axes, Strides Input, Strides Output, bool Accumulates) : EmittedKernel
{
    private static readonly string[] Indices = ["channel", "depth", "row", "column"];

    /// <inheritdoc/>
    public override string Name => Accumulates ? "AddPermuted" : "Permute";

    /// <inheritdoc/>
    public override string Algorithm => "copy";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    private IEnumerable<MovedAxis> OfChannels => Axes.Where(axis => axis.To == 0);

    private IEnumerable<MovedAxis> OfPositions => Axes.Where(axis => axis.To != 0);

    private bool IsWhole => Axes.Count == Indices.Length && Axes.All(axis => axis is { FromStep: 1, ToStep: 1 });

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Channels, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)Channels * Size.Positions * 0.7;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        string order = IsWhole
            ? $"axes are {string.Join(", ", Axes.Select(axis => Text.Of(axis.From)))} of what is read."
            : $"values are those of {string.Join("×", Axes.Select(axis => Text.Of(axis.Size)))}, parts of the axes "
                + $"{string.Join(", ", Axes.Select(axis => Text.Of(axis.From)))} of what is read.";
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Text.Of(Channels)} maps of {Text.Of(Size.Depth)}×{Text.Of(Size.Height)}×{Text.Of(Size.Width)}, whose {order}");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex.Decode(writer, ("example", 0), ("channel", Channels)).DeclareConstant(writer, "channel");
        Part[] parts = [.. OfChannels.Select((axis, number) => new Part(axis, Channel(writer, axis, number)))];

        // The channel that is read may be made of parts of the channel and of the positions that are written: it is found in one place.
        bool isChannelKnown = OfPositions.All(axis => axis.From != 0);
        Reference.DeclareAlways(
            writer,
            "source",
            "x",
            Text.Sum([("example", Input.Example), .. Read(parts.Where(part => isChannelKnown || part.Axis.From != 0))]));
        Reference.DeclareAlways(
            writer,
            "target",
            "y",
            Text.Sum(("example", Output.Example), ("channel / 16", Output.Block), ("channel % 16", Output.Channel)));
        EmitPositions(writer, [.. OfPositions], [], [.. parts.Where(part => !isChannelKnown && part.Axis.From == 0)]);
    }

    // One loop in another.
    private void EmitPositions(SourceWriter writer, MovedAxis[] axes, Part[] open, Part[] channels)
    {
        if (open.Length < axes.Length)
        {
            MovedAxis axis = axes[open.Length];
            bool isAlone = axes.Count(other => other.To == axis.To) == 1;
            string name = isAlone ? Indices[axis.To] : $"{Indices[axis.To]}{Text.Of(open.Length)}";
            using SourceWriter.Scope? loop = CountedLoop.Open(writer, name, axis.Size, out string index);
            EmitPositions(writer, axes, [.. open, new Part(axis, index)], channels);
            return;
        }

        string read = Text.Sum([.. Read(channels.Concat(open))]);
        string written = Text.Sum([.. open.Select(part => (part.Index, part.Axis.ToStep * Stride(Output, part.Axis.To)))]);
        writer.Line($"{Text.At("target", written)} {(Accumulates ? "+=" : "=")} {Text.At("source", read)};");
    }

    // A part of the channel that is written.
    private string Channel(SourceWriter writer, MovedAxis axis, int number)
    {
        if (axis.Size == Channels)
        {
            return "channel";
        }

        string index = $"channel{Text.Of(number)}";
        string quotient = axis.ToStep == 1 ? "channel" : $"channel / {Text.Of(axis.ToStep)}";
        writer.Line($"int {index} = {quotient}{(axis.Size * axis.ToStep == Channels ? string.Empty : $" % {Text.Of(axis.Size)}")};");
        return index;
    }

    // What indices add to the place that is read.
    private IEnumerable<(string Index, int Stride)> Read(IEnumerable<Part> parts)
    {
        Part[] all = [.. parts];
        IEnumerable<(string, int)> ofChannel = all.Where(part => part.Axis.From == 0).Select(part => (part.Index, part.Axis.FromStep));
        string channel = Text.Factor(Text.Sum([.. ofChannel]));
        bool isChannelRead = channel == "0";
        foreach (Part part in all)
        {
            if (part.Axis.From != 0)
            {
                yield return (part.Index, part.Axis.FromStep * Stride(Input, part.Axis.From));
            }
            else if (!isChannelRead)
            {
                isChannelRead = true;
                yield return ($"{channel} / 16", Input.Block);
                yield return ($"{channel} % 16", Input.Channel);
            }
        }
    }

    private static int Stride(Strides strides, int axis) => axis switch
    {
        1 => strides.Plane,
        2 => strides.Row,
        _ => strides.Pixel,
    };

    private sealed record Part(MovedAxis Axis, string Index);
}
