using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Layers.Structure;

/// <summary>In training zeroes each value with a probability and scales the others by 1/(1 − p); at inference does nothing.</summary>
/// <param name="Probability">The probability p of zeroing a value, in [0, 1).</param>
public sealed record DropoutLayer(double Probability) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Dropout";

    /// <inheritdoc/>
    public override bool PassesToRectifier => true;

    /// <inheritdoc/>
    public override string NamePrefix => "dropout";

    private protected override string Settings => $"p {NumberText.Plain(Probability)}";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        // What rounds to 1 in single precision would scale by infinity. NaN is outside too.
        if (!((float)Probability >= 0f && (float)Probability < 1f))
        {
            problems.Add(Problem.Of(ProblemIds.DropoutProbability, [Title(name), NumberText.Plain(Probability)], "p") with
            {
                Fixes = Meant() is { } meant
                    ? new(Fix.Set("probability that is meant", ArgumentEdit.Fraction("p", meant)))
                    : EquatableArray<Fix>.Empty,
            });
        }
    }

    // A percentage, or a number with a wrong sign. What other numbers mean is unknown.
    private double? Meant() => Probability switch
    {
        >= 2 and < 100 when Probability == Math.Floor(Probability) => Probability / 100,
        < 0 and > -1 => -Probability,
        _ => null,
    };
}
