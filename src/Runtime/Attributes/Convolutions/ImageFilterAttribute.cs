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
    private double? _sigma;

    /// <summary>What it does.</summary>
    public FilterKind Kind { get; } = kind;

    /// <summary>
    /// The standard deviation of a Gaussian, in positions. Unless it is set, it is 0.3·((k − 1)/2 − 1) + 0.8 along each axis; what is read
    /// then is that of the first axis.
    /// </summary>
    public double Sigma
    {
        get => _sigma ?? (0.3 * ((((Kernel is [int first, ..] ? first : K ?? 0) - 1) / 2.0) - 1)) + 0.8;
        set => _sigma = value;
    }

    /// <summary>The taps of a filter of kind <see cref="FilterKind.Custom"/>, Πk numbers in row-major order.</summary>
    public double[]? Taps { get; set; }

    /// <summary>What stands around the input: zeros, or the map continued.</summary>
    public PadMode PadMode { get; set; }
}
