namespace ConvGen;

/// <summary>e to the power of x.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ExpAttribute : LayerAttribute;

/// <summary>The natural logarithm: −∞ at 0, NaN below.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LogAttribute : LayerAttribute;

/// <summary>The square root: NaN below 0.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SqrtAttribute : LayerAttribute;

/// <summary>|x|. Its gradient at 0 is 0.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AbsAttribute : LayerAttribute;

/// <summary>−x.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class NegAttribute : LayerAttribute;

/// <summary>1 / x.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReciprocalAttribute : LayerAttribute;

/// <summary>x to the power of a constant. Where the exponent is no integer, a negative x has no power, and the result is NaN.</summary>
/// <param name="exponent">The exponent; finite.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PowAttribute(double exponent) : LayerAttribute
{
    /// <summary>The exponent.</summary>
    public double Exponent { get; } = exponent;
}

/// <summary>The error function.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ErfAttribute : LayerAttribute;

/// <summary>The largest integer that is not above x. Its gradient is 0.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FloorAttribute : LayerAttribute;

/// <summary>The sine of x radians.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SinAttribute : LayerAttribute;

/// <summary>The cosine of x radians.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CosAttribute : LayerAttribute;
