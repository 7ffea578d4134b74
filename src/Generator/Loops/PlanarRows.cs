namespace ConvGen.Generator.Loops;

/// <summary>When vectors along the rows of planar maps are an option.</summary>
internal static class PlanarRows
{
    /// <summary>The narrowest row that they take.</summary>
    public const int MinWidth = 4;

    /// <summary>Floats that the last vector of a row may read beyond it.</summary>
    public const int MaxOverread = 16;

    // Windows with more taps are summed in parts, which is not done along rows.
    private const int MaxTaps = 256;

    /// <summary>Whether a pooling can be done along rows: windows that stay inside, with strides of 1 and 2.</summary>
    public static bool Supports(PoolWindow window) =>
        window.IsInside && window.Taps <= MaxTaps && window.Width is SlidingAxis { Stride: <= 2, Dilation: 1, Taps: <= MaxOverread }
        && window.Width.Output >= MinWidth;
}
