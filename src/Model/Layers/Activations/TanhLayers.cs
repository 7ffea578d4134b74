using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Layers.Activations;

/// <summary>The hyperbolic tangent, value by value.</summary>
public sealed record TanhLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Tanh";

    /// <inheritdoc/>
    public override string NamePrefix => "tanh";
}

/// <summary>min(max(x, Min), Max), value by value.</summary>
/// <param name="Min">The smallest result; <see cref="double.NegativeInfinity"/> for none.</param>
/// <param name="Max">The largest result; <see cref="double.PositiveInfinity"/> for none.</param>
public sealed record HardTanhLayer(double Min, double Max) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "HardTanh";

    /// <inheritdoc/>
    public override string NamePrefix => "hardtanh";

    private protected override string Settings => $"{NumberText.Plain(Min)} to {NumberText.Plain(Max)}";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        // A minimum of +∞, a maximum of −∞, or NaN would make the results infinite or NaN.
        if (!(Min <= Max && (float)Min < float.PositiveInfinity && (float)Max > float.NegativeInfinity))
        {
            Fix[] swap = Min > Max && !double.IsInfinity(Min) && !double.IsInfinity(Max)
                ? [new(
                    "swap limits",
                    "Swap min and max",
                    new(new ArgumentEdit("min", NumberText.Plain(Max)), new ArgumentEdit("max", NumberText.Plain(Min))))]
                : [];
            problems.Add(Problem.Of(ProblemIds.Limits, [Title(name), NumberText.Plain(Min), NumberText.Plain(Max)], "min", "max") with
            {
                Fixes = new(swap),
            });
        }
    }
}

/// <summary>x / (1 + |x|), value by value.</summary>
public sealed record SoftsignLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Softsign";

    /// <inheritdoc/>
    public override string NamePrefix => "softsign";
}
