namespace ConvGen;

/// <summary>x where it is positive, alpha·(exp(x/alpha) − 1) elsewhere (Barron 2017): smooth for every alpha.</summary>
/// <param name="alpha">What −∞ goes to, with the sign turned; positive.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CeluAttribute(double alpha = 1.0) : LayerAttribute
{
    /// <summary>What −∞ goes to, with the sign turned; positive.</summary>
    public double Alpha { get; } = alpha;
}
