namespace ConvGen;

/// <summary>
/// Transposed convolution of a C×[D×][H×]W input: the adjoint of the <see cref="ConvAttribute">convolution</see> with the same settings,
/// which spreads every input value over the output. Along each axis the output has
/// o = (i − 1)·s − padBegin − padEnd + dilation·(k − 1) + 1 + outputPadding positions (Dumoulin and Visin, "A guide to convolution
/// arithmetic for deep learning", 2016), which is always whole: <see cref="WindowAttribute.Rounding"/> changes nothing.
/// <see cref="PaddingKind.Same"/> makes the output i·s long. Parameters: <c>weight</c> [C, filters/groups, k…] and <c>bias</c> [filters],
/// as torch's ConvTranspose1d, ConvTranspose2d and ConvTranspose3d.
/// </summary>
/// <param name="filters">How many channels come out; as many as come in when omitted.</param>
/// <param name="k">The kernel's extent along every spatial axis; <see cref="WindowAttribute.Kernel"/> is needed when omitted.</param>
/// <param name="s">The stride along every spatial axis: how far the output moves for one step of the input.</param>
/// <param name="p">How many output positions are taken away on both sides of every spatial axis.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConvTransposeAttribute(int filters = 0, int k = 0, int s = 1, int p = 0) : WindowAttribute(k, s, p)
{
    /// <summary>How many channels come out; null for as many as come in.</summary>
    public int? Filters { get; } = filters == 0 ? null : filters;

    /// <summary>
    /// Positions added at the end of every spatial axis, less than the larger of stride and dilation: which of the inputs that a strided
    /// convolution maps to one output size is wanted back.
    /// </summary>
    public int OutputPadding { get; set; }

    /// <summary>The output padding, one number per spatial axis, outermost first.</summary>
    public int[]? OutputPaddings { get; set; }

    /// <summary>
    /// Divides the channels into this many groups that do not see each other: the first C/groups channels make the first filters/groups
    /// filters, and so on. As many groups as channels is a depthwise convolution.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>Which biases the filters add.</summary>
    public BiasKind Bias { get; set; }
}
