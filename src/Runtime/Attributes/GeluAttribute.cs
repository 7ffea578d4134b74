namespace ConvGen;

/// <summary>x·Φ(x), x times the share of the standard normal distribution below x (Hendrycks and Gimpel 2016).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GeluAttribute : LayerAttribute
{
    /// <summary>How Φ is computed.</summary>
    public Approximation Approximate { get; set; }
}
