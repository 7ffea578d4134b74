namespace ConvGen.Model;

/// <summary>The logistic function 1/(1 + exp(−x)), value by value.</summary>
public sealed record SigmoidLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Sigmoid";

    /// <inheritdoc/>
    public override string NamePrefix => "sigmoid";
}
