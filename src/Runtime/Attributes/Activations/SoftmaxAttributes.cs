namespace ConvGen;

/// <summary>
/// exp(x) divided by its sum over the channels, at every position of a map (dense prediction) or over all features.
/// As the last layer it is left out in training when the loss takes logits.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftmaxAttribute : LayerAttribute;

/// <summary>
/// The logarithm of <see cref="SoftmaxAttribute"/>: x − ln Σ exp(x) over the channels, at every position of a map or over all features.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LogSoftmaxAttribute : LayerAttribute;
