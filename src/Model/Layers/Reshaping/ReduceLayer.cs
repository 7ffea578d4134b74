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

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems) =>
        ChosenAxes.Check(Title(name), Axes, inputs[0], problems)
            ? new(ChosenAxes.Reduce(inputs[0], Reduced(inputs[0])))
            {
                Settings = Axes.Count == 0 ? $"{Reduction}" : $"{Reduction} over {ChosenAxes.List(Axes)}",
            }
            : null;

    // Of the positions along the axes that stay, each is made of its own.
    internal override bool ReadsEverything(FeatureShape input) => ChosenAxes.HoldPositions(input, Reduced(input));

    private IReadOnlyList<int> Reduced(FeatureShape input) => Axes.Count > 0 ? Axes : [.. Enumerable.Range(0, input.Rank + 1)];
}
