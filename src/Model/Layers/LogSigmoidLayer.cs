namespace ConvGen.Model;

/// <summary>The logarithm of the sigmoid, value by value.</summary>
public sealed record LogSigmoidLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "LogSigmoid";

    /// <inheritdoc/>
    public override string NamePrefix => "logsigmoid";
}
