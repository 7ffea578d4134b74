namespace ConvGen;

/// <summary>
/// Convolution (as every deep-learning library means it: cross-correlation) of a C×[D×][H×]W input with <see cref="Filters"/> kernels.
/// Parameters: <c>weight</c> [filters, C/groups, k…] and <c>bias</c> [filters], as torch's Conv1d, Conv2d and Conv3d.
/// </summary>
/// <param name="filters">How many filters, which is how many channels come out; as many as come in when omitted.</param>
/// <param name="k">The kernel's extent along every spatial axis; <see cref="WindowAttribute.Kernel"/> is needed when omitted.</param>
/// <param name="s">The stride along every spatial axis.</param>
/// <param name="p">The padding on both sides of every spatial axis.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConvAttribute(int filters = 0, int k = 0, int s = 1, int p = 0) : WindowAttribute(k, s, p)
{
    /// <summary>How many channels come out; null for as many as come in.</summary>
    public int? Filters { get; } = filters == 0 ? null : filters;

    /// <summary>
    /// Divides the channels into this many groups that do not see each other: the first filters/groups filters read the first
    /// C/groups channels, and so on. As many groups as channels is a depthwise convolution.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>Which biases the filters add.</summary>
    public BiasKind Bias { get; set; }

    /// <summary>
    /// Whether the kernels are turned by 180°: y[p] = Σ over t of weight[k − 1 − t] · x[p·s + t·d − pb], a convolution in the sense of
    /// mathematics. The cross-correlation with the turned kernel is the same; weight files hold the kernel as the formula names it.
    /// </summary>
    public bool Flip { get; set; }

    /// <summary>How it is computed; <see cref="NetworkOptions.Exact"/> overrules it when the network runs.</summary>
    public ConvolutionAlgorithm Algorithm { get; set; }

    /// <summary>What stands around the input: zeros, or the map continued.</summary>
    public PadMode PadMode { get; set; }
}
