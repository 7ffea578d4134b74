namespace ConvGen;

/// <summary>
/// Changes the size of a map: along each axis o = ⌊scale·i⌋, or as <see cref="Size"/> says; also to fewer positions. Every output position
/// lies somewhere on the input and is made of what is there.
/// </summary>
/// <param name="scale">Output positions for each input position: one number for all spatial axes, or one for each, outermost first.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class UpsampleAttribute(params double[] scale) : LayerAttribute
{
    /// <summary>Output positions for each input position: one number for all spatial axes, or one for each, outermost first.</summary>
    public double[] Scale { get; set; } = scale;

    /// <summary>The output's size instead of a scale, one number per spatial axis, outermost first.</summary>
    public int[]? Size { get; set; }

    /// <summary>What a position is made of.</summary>
    public UpsampleMode Mode { get; set; }

    /// <summary>The same as <see cref="Coordinates"/> = <see cref="SampleCoordinates.AlignCorners"/>.</summary>
    public bool AlignCorners { get; set; }

    /// <summary>Where a position lies on the input.</summary>
    public SampleCoordinates Coordinates { get; set; }

    /// <summary>Which position is the nearest, for <see cref="UpsampleMode.Nearest"/>.</summary>
    public NearestRounding Rounding { get; set; }

    /// <summary>
    /// The coefficient a of the cubic convolution, for <see cref="UpsampleMode.Bicubic"/>: −0.75 as in PyTorch, −0.5 as in TensorFlow and
    /// in PyTorch's antialiasing. It is the slope of the filter at distance 1.
    /// </summary>
    public double CubicCoefficient { get; set; } = -0.75;

    /// <summary>
    /// Whether the filter of an interpolation is stretched by 1/scale along axes that become shorter, so that every input position counts.
    /// It has no effect on <see cref="UpsampleMode.Nearest"/>.
    /// </summary>
    public bool Antialias { get; set; }

    /// <summary>
    /// Whether positions beyond the ends of an axis are left out of a filter, and the others' weights sum to 1; otherwise they are the
    /// position at the end.
    /// </summary>
    public bool ExcludeOutside { get; set; }
}
