using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Reshaping;

/// <summary>The same values, in C·D·H·W order, with another shape.</summary>
/// <param name="Dimensions">Channels, then spatial axes.</param>
public sealed record ReshapeLayer(EquatableArray<int> Dimensions) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Reshape";

    /// <inheritdoc/>
    internal override bool KeepsNumbers => true;

    /// <inheritdoc/>
    public override string NamePrefix => "reshape";

    private FeatureShape Shape => new(Dimensions[0], Dimensions.Skip(1).ToEquatableArray());

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckDimensions(name, Dimensions, problems);

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (Shape.Length == input.Length)
        {
            return new(Shape);
        }

        string[] arguments =
            [Title(name), Shape.ToString(), input.ToString(), NumberText.Grouped(Shape.Length), NumberText.Grouped(input.Length)];
        problems.Add(Problem.Of(ProblemIds.ReshapedLength, arguments, "shape") with { Fixes = Fitting(input.Length).ToEquatableArray() });
        return null;
    }

    // Each dimension as it follows from the others.
    private IEnumerable<Fix> Fitting(long length)
    {
        for (int i = 0; i < Dimensions.Count; i++)
        {
            FeatureShape others = new(1, Dimensions.Where((_, other) => other != i).ToEquatableArray());
            long fitting = length / others.Length;
            if (fitting * others.Length == length && fitting is >= 1 and <= int.MaxValue)
            {
                yield return Fix.Set(
                    $"dimension {NumberText.Plain(i + 1)}",
                    ArgumentEdit.Numbers("shape", Dimensions.Select((size, j) => j == i ? (int)fitting : size)));
            }
        }
    }

    // A value may come from any position.
    internal override bool ReadsEverything(FeatureShape input) => input.Spatial != Shape.Spatial;
}
