namespace ConvGen;

/// <summary>ln(1 / (1 + exp(−x))).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LogSigmoidAttribute : LayerAttribute;
