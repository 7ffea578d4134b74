namespace ConvGen;

/// <summary>
/// Convolution of each channel of a C×[D×][H×]W input alone: <see cref="ConvAttribute"/> with as many groups as channels and
/// C·<see cref="Multiplier"/> filters, of which the first <see cref="Multiplier"/> read the first channel, and so on.
/// Parameters: <c>weight</c> [C·multiplier, 1, k…] and <c>bias</c> [C·multiplier].
/// </summary>
/// <param name="k">The kernel's extent along every spatial axis; <see cref="WindowAttribute.Kernel"/> is needed when omitted.</param>
/// <param name="s">The stride along every spatial axis.</param>
/// <param name="p">The padding on both sides of every spatial axis.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DepthwiseConvAttribute(int k = 0, int s = 1, int p = 0) : WindowAttribute(k, s, p)
{
    /// <summary>How many filters each channel has.</summary>
    public int Multiplier { get; set; } = 1;

    /// <summary>Which biases the filters add.</summary>
    public BiasKind Bias { get; set; }

    /// <summary>What stands around the input: zeros, or the map continued.</summary>
    public PadMode PadMode { get; set; }
}
