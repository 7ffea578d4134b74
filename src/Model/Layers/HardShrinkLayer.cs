namespace ConvGen.Model;

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
