using ConvGen.Model.Problems;

namespace ConvGen.Model.Layers.Activations;

/// <summary>The logistic function 1/(1 + exp(−x)), value by value.</summary>
public sealed record SigmoidLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Sigmoid";

    /// <inheritdoc/>
    public override string NamePrefix => "sigmoid";
}

/// <summary>The logarithm of the sigmoid, value by value.</summary>
public sealed record LogSigmoidLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "LogSigmoid";

    /// <inheritdoc/>
    public override string NamePrefix => "logsigmoid";
}

/// <summary>alpha·x + beta between 0 and 1, value by value.</summary>
/// <param name="Alpha">The slope.</param>
/// <param name="Beta">The value at 0.</param>
public sealed record HardSigmoidLayer(double Alpha, double Beta) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "HardSigmoid";

    /// <inheritdoc/>
    public override string NamePrefix => "hardsigmoid";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckFinite(name, "Alpha", Alpha, problems);
        CheckFinite(name, "Beta", Beta, problems);
    }
}

/// <summary>ln(1 + exp(beta·x)) / beta, value by value.</summary>
/// <param name="Beta">How close it is to the rectifier; positive.</param>
/// <param name="Threshold">From this value of beta·x on, the result is x.</param>
public sealed record SoftplusLayer(double Beta, double Threshold) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Softplus";

    /// <inheritdoc/>
    public override string NamePrefix => "softplus";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckPositive(name, "Beta", Beta, problems);
        CheckFinite(name, "Threshold", Threshold, problems);
    }
}
