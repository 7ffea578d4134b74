namespace ConvGen;

/// <summary>The logarithm of <see cref="SoftmaxAttribute"/>: x − ln Σ exp(x) over the channels, at every position of a map or over all features.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LogSoftmaxAttribute : LayerAttribute;
