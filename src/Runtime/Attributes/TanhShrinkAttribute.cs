namespace ConvGen;

/// <summary>x − tanh(x).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TanhShrinkAttribute : LayerAttribute;
