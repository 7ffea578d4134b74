namespace ConvGen;

/// <summary>min(max(x, 0), 6) (Krizhevsky 2010); its gradient is 1 between 0 and 6, and 0 elsewhere and at both limits.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Relu6Attribute : LayerAttribute;
