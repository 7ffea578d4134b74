using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Layers.Activations;

/// <summary>x − bias above lambda, x + bias below −lambda, 0 between, value by value.</summary>
/// <param name="Lambda">The magnitude up to which x becomes 0; not negative.</param>
/// <param name="Bias">The amount that is subtracted from the magnitude; <see langword="null"/> for lambda.</param>
public sealed record SoftShrinkLayer(double Lambda, double? Bias) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "SoftShrink";

    /// <inheritdoc/>
    public override string NamePrefix => "softshrink";

    private protected override string Settings => $"lambda {NumberText.Plain(Lambda)}";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckNotNegative(name, "lambda", Lambda, problems);
        CheckFinite(name, "Bias", Bias ?? 0, problems);
    }
}

/// <summary>x where its magnitude is above lambda, 0 elsewhere, value by value.</summary>
/// <param name="Lambda">The magnitude up to which x becomes 0; not negative.</param>
public sealed record HardShrinkLayer(double Lambda) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "HardShrink";

    /// <inheritdoc/>
    public override string NamePrefix => "hardshrink";

    private protected override string Settings => $"lambda {NumberText.Plain(Lambda)}";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckNotNegative(name, "lambda", Lambda, problems);
}

/// <summary>x − tanh(x), value by value.</summary>
public sealed record TanhShrinkLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "TanhShrink";

    /// <inheritdoc/>
    public override string NamePrefix => "tanhshrink";
}
