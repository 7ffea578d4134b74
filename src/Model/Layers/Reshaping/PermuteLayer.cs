using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Reshaping;

/// <summary>The axes of a map in another order.</summary>
/// <param name="Axes">For each axis of the result the axis that it is: 0 for channels, then the spatial ones from 1 on.</param>
public sealed record PermuteLayer(EquatableArray<int> Axes) : Layer
{
    private const int MaxDimensions = 4;

    /// <inheritdoc/>
    public override string Kind => "Permute";

    /// <inheritdoc/>
    public override string NamePrefix => "permute";

    /// <summary>The sizes of the axes that get another order, where they are not the map's own.</summary>
    public EquatableArray<int>? Split { get; init; }

    /// <summary>The shape of the result, where it is not the permuted axes.</summary>
    public EquatableArray<int>? Shape { get; init; }

    /// <inheritdoc/>
    public override bool PassesToRectifier => true;

    private string Listed => string.Join(", ", Axes.Select(axis => NumberText.Plain(axis)));

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckSizes(name, nameof(Split), Split ?? EquatableArray<int>.Empty, problems);
        if (Shape is { } shape)
        {
            CheckDimensions(name, shape, problems, nameof(Shape));
        }
    }

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        FeatureShape whole = Split is { Count: > 0 } split ? Of(split) : input;
        if (!Holds(name, whole, input, nameof(Split), problems))
        {
            return null;
        }

        if (!Axes.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(0, whole.Rank + 1)))
        {
            string[] arguments = [Title(name), Listed, NumberText.Plain(whole.Rank), whole.ToString()];
            problems.Add(Problem.Of(ProblemIds.PermutedAxes, arguments, "axes"));
            return null;
        }

        FeatureShape shape = Of(Shape ?? Permuted(input).ToEquatableArray());
        if (shape.Rank >= MaxDimensions)
        {
            problems.Add(Problem.Of(ProblemIds.InputRank, [Title(name), NumberText.Plain(shape.Rank + 1)], nameof(Split)));
            return null;
        }

        return Holds(name, shape, input, nameof(Shape), problems) ? new(shape) { Settings = Listed } : null;
    }

    /// <summary>The sizes of the axes that get another order.</summary>
    public IReadOnlyList<int> Whole(FeatureShape input) => Split is { Count: > 0 } split ? split : [input.Channels, .. input.Spatial];

    // A value comes from another position.
    internal override bool ReadsEverything(FeatureShape input) =>
        Axes.Where((axis, at) => axis != at).Any() || (Shape is { } shape && !shape.SequenceEqual(Whole(input)));

    private static FeatureShape Of(EquatableArray<int> sizes) => new(sizes[0], sizes.Skip(1).ToEquatableArray());

    private IEnumerable<int> Permuted(FeatureShape input)
    {
        IReadOnlyList<int> sizes = Whole(input);
        return Axes.Select(axis => sizes[axis]);
    }

    private bool Holds(string name, FeatureShape shape, FeatureShape input, string argument, ICollection<Problem> problems)
    {
        if (shape.Length == input.Length)
        {
            return true;
        }

        string[] arguments =
            [Title(name), shape.ToString(), input.ToString(), NumberText.Grouped(shape.Length), NumberText.Grouped(input.Length)];
        problems.Add(Problem.Of(ProblemIds.ReshapedLength, arguments, argument));
        return false;
    }
}
