namespace ConvGen;

/// <summary>x·tanh(ln(1 + exp(x))) (Misra 2019).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MishAttribute : LayerAttribute;
