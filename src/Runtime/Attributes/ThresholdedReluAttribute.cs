namespace ConvGen;

/// <summary>x where it is above the threshold, 0 elsewhere (Konda, Memisevic and Krueger 2014).</summary>
/// <param name="threshold">What x must be above.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ThresholdedReluAttribute(double threshold = 1.0) : LayerAttribute
{
    /// <summary>What x must be above.</summary>
    public double Threshold { get; } = threshold;
}
