using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Reshaping;

/// <summary>The axes of a map in another order.</summary>
/// <param name="Axes">For each axis of the result the axis that it is: 0 for channels, then the spatial ones from 1 on.</param>
public sealed record PermuteLayer(EquatableArray<int> Axes) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Permute";

    /// <inheritdoc/>
    public override string NamePrefix => "permute";

    /// <inheritdoc/>
    public override bool PassesToRectifier => true;

    private string Listed => string.Join(", ", Axes.Select(axis => NumberText.Plain(axis)));

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (!Axes.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(0, input.Rank + 1)))
        {
            string[] arguments = [Title(name), Listed, NumberText.Plain(input.Rank), input.ToString()];
            problems.Add(Problem.Of(ProblemIds.PermutedAxes, arguments, "axes"));
            return null;
        }

        int[] sizes = [input.Channels, .. input.Spatial];
        return new(new FeatureShape(sizes[Axes[0]], Axes.Skip(1).Select(axis => sizes[axis]).ToEquatableArray()))
        {
            Settings = Listed,
        };
    }

    // A value comes from another position.
    internal override bool ReadsEverything(FeatureShape input) => Axes.Where((axis, at) => axis != at).Any();
}
