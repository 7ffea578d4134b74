namespace ConvGen;

/// <summary>x where it is positive, alpha·(exp(x) − 1) elsewhere (Clevert, Unterthiner and Hochreiter 2015).</summary>
/// <param name="alpha">What −∞ goes to, with the sign turned.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EluAttribute(double alpha = 1.0) : LayerAttribute
{
    /// <summary>What −∞ goes to, with the sign turned.</summary>
    public double Alpha { get; } = alpha;
}

/// <summary>
/// gamma·x where x is positive, gamma·alpha·(exp(x) − 1) elsewhere (Klambauer et al. 2017): with the default numbers values keep mean 0 and
/// variance 1.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SeluAttribute : LayerAttribute
{
    /// <summary>What −∞ goes to, divided by gamma and with the sign turned.</summary>
    public double Alpha { get; set; } = 1.67326319217681884765625;

    /// <summary>The slope of the positive side.</summary>
    public double Gamma { get; set; } = 1.05070102214813232421875;
}

/// <summary>x where it is positive, alpha·(exp(x/alpha) − 1) elsewhere (Barron 2017): smooth for every alpha.</summary>
/// <param name="alpha">What −∞ goes to, with the sign turned; positive.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CeluAttribute(double alpha = 1.0) : LayerAttribute
{
    /// <summary>What −∞ goes to, with the sign turned; positive.</summary>
    public double Alpha { get; } = alpha;
}
