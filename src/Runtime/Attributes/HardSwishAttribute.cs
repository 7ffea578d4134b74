namespace ConvGen;

/// <summary>x·min(max(x/6 + 1/2, 0), 1) (Howard et al. 2019).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardSwishAttribute : LayerAttribute;
