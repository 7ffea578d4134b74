using ConvGen.Model.Problems;

namespace ConvGen.Model.Layers.Activations;

/// <summary>x times the standard normal distribution function of x, value by value.</summary>
/// <param name="Approximate">How the distribution is computed.</param>
public sealed record GeluLayer(GeluApproximation Approximate) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Gelu";

    /// <inheritdoc/>
    public override string NamePrefix => "gelu";

    /// <inheritdoc/>
    public override bool IsRectifier => true;

    private protected override string Settings => Approximate == GeluApproximation.Tanh ? "tanh" : string.Empty;
}

/// <summary>x times the sigmoid of alpha·x, value by value.</summary>
/// <param name="Alpha">How steep the gate is.</param>
public sealed record SiluLayer(double Alpha) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Silu";

    /// <inheritdoc/>
    public override string NamePrefix => "silu";

    /// <inheritdoc/>
    public override bool IsRectifier => true;

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckFinite(name, "Alpha", Alpha, problems);
}

/// <summary>x·tanh(ln(1 + exp(x))), value by value.</summary>
public sealed record MishLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Mish";

    /// <inheritdoc/>
    public override string NamePrefix => "mish";

    /// <inheritdoc/>
    public override bool IsRectifier => true;
}

/// <summary>x·min(max(x/6 + 1/2, 0), 1), value by value.</summary>
public sealed record HardSwishLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "HardSwish";

    /// <inheritdoc/>
    public override string NamePrefix => "hardswish";

    /// <inheritdoc/>
    public override bool IsRectifier => true;
}
