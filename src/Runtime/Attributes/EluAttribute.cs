namespace ConvGen;

/// <summary>x where it is positive, alpha·(exp(x) − 1) elsewhere (Clevert, Unterthiner and Hochreiter 2015).</summary>
/// <param name="alpha">What −∞ goes to, with the sign turned.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EluAttribute(double alpha = 1.0) : LayerAttribute
{
    /// <summary>What −∞ goes to, with the sign turned.</summary>
    public double Alpha { get; } = alpha;
}
