namespace ConvGen;

/// <summary>x·Φ(x), x times the share of the standard normal distribution below x (Hendrycks and Gimpel 2016).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GeluAttribute : LayerAttribute
{
    /// <summary>How Φ is computed.</summary>
    public GeluApproximation Approximate { get; set; }
}

/// <summary>x / (1 + exp(−alpha·x)), also called Swish (Ramachandran, Zoph and Le 2017).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SiluAttribute : LayerAttribute
{
    /// <summary>How steep the gate is.</summary>
    public double Alpha { get; set; } = 1;
}

/// <summary>x·tanh(ln(1 + exp(x))) (Misra 2019).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MishAttribute : LayerAttribute;

/// <summary>x·min(max(x/6 + 1/2, 0), 1) (Howard et al. 2019).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardSwishAttribute : LayerAttribute;
