namespace ConvGen;

/// <summary>
/// A layer that moves a window over the spatial axes of its input. Along each axis the output has
/// o = (i + padBegin + padEnd − (dilation·(k − 1) + 1)) / s + 1 positions (Dumoulin and Visin, "A guide to convolution
/// arithmetic for deep learning", 2016). A quotient that is not an integer is an error unless <see cref="Rounding"/> asks otherwise.
/// </summary>
public abstract class WindowAttribute : LayerAttribute
{
    private protected WindowAttribute(int k, int s, int p)
    {
        K = k == 0 ? null : k;
        S = s == 0 ? null : s;
        P = p;
    }

    /// <summary>The window's extent along every spatial axis; null when <see cref="Kernel"/> gives one number per axis.</summary>
    public int? K { get; }

    /// <summary>The stride along every spatial axis; null for the window's extent, as pooling has it.</summary>
    public int? S { get; }

    /// <summary>The zero padding on both sides of every spatial axis.</summary>
    public int P { get; }

    /// <summary>The window's extent, one number per spatial axis, outermost first (<c>Kernel = [3, 5]</c>: 3 rows, 5 columns).</summary>
    public int[]? Kernel { get; set; }

    /// <summary>The stride, one number per spatial axis, outermost first.</summary>
    public int[]? Stride { get; set; }

    /// <summary>The padding on both sides, one number per spatial axis, outermost first.</summary>
    public int[]? Pad { get; set; }

    /// <summary>The padding before the first position, one number per spatial axis, outermost first.</summary>
    public int[]? PadBegin { get; set; }

    /// <summary>The padding after the last position, one number per spatial axis, outermost first.</summary>
    public int[]? PadEnd { get; set; }

    /// <summary>The distance between neighbouring taps of the window along every spatial axis; 1 is an ordinary window.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>The dilation, one number per spatial axis, outermost first.</summary>
    public int[]? Dilations { get; set; }

    /// <summary>Where the padding comes from: the numbers given, or a rule.</summary>
    public PaddingKind Padding { get; set; }

    /// <summary>What happens when the stride does not tile the padded input.</summary>
    public RoundingMode Rounding { get; set; }
}
