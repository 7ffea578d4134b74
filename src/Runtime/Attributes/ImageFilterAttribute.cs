namespace ConvGen;

/// <summary>
/// A fixed filter over each channel of a C×[D×][H×]W input: y[c, p] = Σ over t of tap[t] · x[c, p·s + t·d − pb]. It has no parameters
/// and is not trained.
/// </summary>
/// <param name="kind">What it does.</param>
/// <param name="k">The filter's extent along every spatial axis: any for blurs and given taps, 3 for the others.</param>
/// <param name="s">The stride along every spatial axis.</param>
/// <param name="p">The padding on both sides of every spatial axis.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ImageFilterAttribute(FilterKind kind = FilterKind.Box, int k = 3, int s = 1, int p = 0) : WindowAttribute(k, s, p)
{
    /// <summary>What it does.</summary>
    public FilterKind Kind { get; } = kind;

    /// <summary>The standard deviation of a Gaussian, in positions; 0.3·((k − 1)/2 − 1) + 0.8 when omitted.</summary>
    public double Sigma { get; set; }

    /// <summary>The taps of a filter of kind <see cref="FilterKind.Custom"/>, Πk numbers in row-major order.</summary>
    public double[]? Taps { get; set; }

    /// <summary>What stands around the input: zeros, or the map continued.</summary>
    public PadMode PadMode { get; set; }
}
