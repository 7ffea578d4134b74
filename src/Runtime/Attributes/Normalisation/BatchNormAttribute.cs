namespace ConvGen;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015): (x − mean) / √(variance + ε) · weight + bias for each channel; minibatch statistics in
/// training, running ones at inference, where it is folded into the neighbouring convolution.
/// Parameters: <c>weight</c>, <c>bias</c>, <c>running_mean</c>, <c>running_var</c>, each [C], as torch's BatchNorm.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>The share of the new minibatch in the running statistics: running ← (1 − momentum)·running + momentum·new.</summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>Added to the variance, so that a constant channel does not divide by zero.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Use the running statistics in training too, and leave them as they are.</summary>
    public bool Frozen { get; set; }
}
