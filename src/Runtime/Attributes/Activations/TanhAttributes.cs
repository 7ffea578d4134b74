namespace ConvGen;

/// <summary>The hyperbolic tangent.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TanhAttribute : LayerAttribute;

/// <summary>x, but at least min and at most max. Its gradient is 1 between the two limits, and 0 at both of them and beyond.</summary>
/// <param name="min">The smallest result; <see cref="double.NegativeInfinity"/> for none.</param>
/// <param name="max">The largest result; <see cref="double.PositiveInfinity"/> for none.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardTanhAttribute(double min = -1.0, double max = 1.0) : LayerAttribute
{
    /// <summary>The smallest result; <see cref="double.NegativeInfinity"/> for none.</summary>
    public double Min { get; } = min;

    /// <summary>The largest result; <see cref="double.PositiveInfinity"/> for none.</summary>
    public double Max { get; } = max;
}

/// <summary>x / (1 + |x|).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftsignAttribute : LayerAttribute;
