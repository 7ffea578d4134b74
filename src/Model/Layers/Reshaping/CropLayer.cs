using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Reshaping;

/// <summary>A part of each map: negative padding.</summary>
/// <param name="Size">The size of the part, one number for all axes or one for each; empty for everything between the cuts.</param>
/// <param name="Begin">Positions that are cut off at the beginning.</param>
/// <param name="End">Positions that are cut off at the end.</param>
/// <param name="Centered">Whether the part lies in the middle.</param>
public sealed record CropLayer(EquatableArray<int> Size, EquatableArray<int>? Begin, EquatableArray<int>? End, bool Centered) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Crop";

    /// <inheritdoc/>
    public override string NamePrefix => "crop";

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Keeps;

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckPositive(name, "size", Size, problems);
        CheckPositions(name, "Begin", Begin, problems);
        CheckPositions(name, "End", End, problems);
        string? other = Size.Count > 0 && End is not null ? "size" : Centered && End is not null ? "Centered" : null;
        if (other is not null)
        {
            problems.Add(WindowRules.GivenTwice(Title(name), other, "End"));
        }

        if (Centered && Begin is not null)
        {
            problems.Add(WindowRules.GivenTwice(Title(name), "Begin", "Centered"));
        }
    }

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        bool fits = WindowShapes.HasAxes(Title(name), input, problems)
            && (Size.Count <= 1 || WindowShapes.CountFits(Title(name), "size", Size, input.Rank, problems))
            && WindowShapes.CountFits(Title(name), "Begin", Begin, input.Rank, problems)
            && WindowShapes.CountFits(Title(name), "End", End, input.Rank, problems);
        if (!fits)
        {
            return null;
        }

        List<Problem> outside = [];
        List<WindowAxis> axes = [];
        for (int axis = 0; axis < input.Rank; axis++)
        {
            int extent = input.Spatial[axis];
            int? size = Size.Count == 0 ? null : Size[Size.Count == 1 ? 0 : axis];
            int begin = Centered && size is { } kept ? Math.Max(0, extent - kept) / 2 : Begin?[axis] ?? 0;
            int count = size ?? extent - begin - (End?[axis] ?? 0);
            if (CheckRange(name, AxisNames.Of(axis, input.Rank), begin, count, extent, "size", "End", "Begin") is { } problem)
            {
                outside.Add(problem);
            }

            axes.Add(new(extent, 1, 1, 1, -begin, begin + count - extent, count));
        }

        (int, long)[] lengths = [.. axes.Select(axis => (axis.Input, (long)axis.Output))];
        if (outside.Count == 0 && !ResampledAxes.Check(Title(name), lengths, (_, _) => 0, problems, "size", "Begin", "End"))
        {
            return null;
        }

        foreach (Problem problem in outside)
        {
            problems.Add(problem with { Fixes = Clip(axes) });
        }

        return outside.Count > 0 ? null : new(input with { Spatial = axes.Select(axis => axis.Output).ToEquatableArray() })
        {
            Axes = axes.ToEquatableArray(),
            Settings = $"from {NumberText.PerAxis(axes.Select(axis => -axis.PadBegin))}",
        };
    }

    /// <inheritdoc/>
    internal override void CountCode(Inference inference, bool hasGradient, CodeCounter code) =>
        code.CountPaddedPositions(inference.Axes);

    // A size is reduced to what follows its beginning. Cuts that meet leave nothing to offer.
    private EquatableArray<Fix> Clip(IReadOnlyList<WindowAxis> axes)
    {
        int[] sizes = [.. axes.Select(axis => Math.Min(axis.Output, axis.Input + axis.PadBegin))];
        if (Size.Count == 0 || sizes.Any(size => size < 1))
        {
            return EquatableArray<Fix>.Empty;
        }

        ArgumentEdit edit = sizes.Distinct().Count() == 1 ? ArgumentEdit.Number("size", sizes[0]) : ArgumentEdit.Numbers("size", sizes);
        return new(Fix.Set("clip", $"output {NumberText.Sizes(sizes)}", edit));
    }
}
