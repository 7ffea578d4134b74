using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Layers.Activations;

/// <summary>Exponential linear unit: x, or alpha·(exp(x) − 1) when x &lt; 0.</summary>
/// <param name="Alpha">The negative of the limit at −∞.</param>
public sealed record EluLayer(double Alpha) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Elu";

    /// <inheritdoc/>
    public override string NamePrefix => "elu";

    /// <inheritdoc/>
    public override bool IsRectifier => true;

    private protected override string Settings => $"alpha {NumberText.Plain(Alpha)}";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckFinite(name, "alpha", Alpha, problems);
}

/// <summary>Scaled exponential linear unit: gamma·x, or gamma·alpha·(exp(x) − 1) when x &lt; 0.</summary>
/// <param name="Alpha">The negative of the limit at −∞, divided by gamma.</param>
/// <param name="Gamma">The slope of the positive side.</param>
public sealed record SeluLayer(double Alpha, double Gamma) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Selu";

    /// <inheritdoc/>
    public override string NamePrefix => "selu";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckFinite(name, "Alpha", Alpha, problems);
        CheckFinite(name, "Gamma", Gamma, problems);
    }
}

/// <summary>Continuously differentiable exponential linear unit: x, or alpha·(exp(x/alpha) − 1) when x &lt; 0.</summary>
/// <param name="Alpha">The negative of the limit at −∞; positive.</param>
public sealed record CeluLayer(double Alpha) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Celu";

    /// <inheritdoc/>
    public override string NamePrefix => "celu";

    /// <inheritdoc/>
    public override bool IsRectifier => true;

    private protected override string Settings => $"alpha {NumberText.Plain(Alpha)}";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckPositive(name, "alpha", Alpha, problems);
}
