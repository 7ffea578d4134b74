namespace ConvGen;

/// <summary>max(x, 0).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReluAttribute : LayerAttribute;

/// <summary>min(max(x, 0), 6) (Krizhevsky 2010); its gradient is 1 between 0 and 6, and 0 elsewhere and at both limits.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Relu6Attribute : LayerAttribute;

/// <summary>x where it is positive, slope·x elsewhere (Maas, Hannun and Ng 2013).</summary>
/// <param name="slope">The slope of the negative side.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LeakyReluAttribute(double slope = 0.01) : LayerAttribute
{
    /// <summary>The slope of the negative side.</summary>
    public double Slope { get; } = slope;
}

/// <summary>
/// x where it is positive, slope·x elsewhere, with slopes that are learned (He et al. 2015).
/// Parameters: <c>weight</c>, [1] or [C], as torch's PReLU; it starts at 0.25.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PReluAttribute : LayerAttribute
{
    /// <summary>Whether each channel has a slope of its own; otherwise all share one.</summary>
    public bool PerChannel { get; set; }
}

/// <summary>x where it is above the threshold, 0 elsewhere (Konda, Memisevic and Krueger 2014).</summary>
/// <param name="threshold">What x must be above.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ThresholdedReluAttribute(double threshold = 1.0) : LayerAttribute
{
    /// <summary>What x must be above.</summary>
    public double Threshold { get; } = threshold;
}
