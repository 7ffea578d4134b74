using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Reshaping;

/// <summary>Reduces values along some axes to one; the axes stay, with a size of 1.</summary>
/// <param name="Reduction">What they are reduced to.</param>
/// <param name="Axes">The axes: 0 for channels, then the spatial ones from 1 on; none for all.</param>
public sealed record ReduceLayer(ReductionKind Reduction, EquatableArray<int> Axes) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Reduce";

    /// <inheritdoc/>
    public override string NamePrefix => "reduce";

    /// <inheritdoc/>
    public override bool PassesToRectifier => true;

    private string Listed => string.Join(", ", Axes.Select(axis => NumberText.Plain(axis)));

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        for (int i = 0; i < Axes.Count; i++)
        {
            if (Axes[i] < 0 || Axes[i] > input.Rank || Axes.Take(i).Contains(Axes[i]))
            {
                string[] arguments = [Title(name), NumberText.Plain(Axes[i]), input.ToString(), NumberText.Plain(input.Rank)];
                problems.Add(Problem.Of(ProblemIds.ReducedAxis, arguments, "axes") with { Element = i });
                return null;
            }
        }

        int Kept(int axis, int size) => Axes.Count == 0 || Axes.Contains(axis) ? 1 : size;
        return new(new FeatureShape(
            Kept(0, input.Channels), input.Spatial.Select((size, axis) => Kept(axis + 1, size)).ToEquatableArray()))
        {
            Settings = Axes.Count == 0 ? $"{Reduction}" : $"{Reduction} over {Listed}",
        };
    }

    // Of the positions along the axes that stay, each is made of its own.
    internal override bool ReadsEverything(FeatureShape input) =>
        input.Rank > 0 && (Axes.Count == 0 || Enumerable.Range(1, input.Rank).All(axis => Axes.Contains(axis)));
}
