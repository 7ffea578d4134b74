namespace ConvGen;

/// <summary>x where it is positive, slope·x elsewhere (Maas, Hannun and Ng 2013).</summary>
/// <param name="slope">The slope of the negative side.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LeakyReluAttribute(double slope = 0.01) : LayerAttribute
{
    /// <summary>The slope of the negative side.</summary>
    public double Slope { get; } = slope;
}
