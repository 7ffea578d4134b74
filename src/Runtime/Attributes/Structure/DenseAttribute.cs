namespace ConvGen;

/// <summary>
/// A fully connected layer. An input with spatial axes is read flattened in C·D·H·W order.
/// Parameters: <c>weight</c> [units, inputs] and <c>bias</c> [units], as torch's Linear.
/// </summary>
/// <param name="units">How many features come out.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute(int units) : LayerAttribute
{
    /// <summary>How many features come out.</summary>
    public int Units { get; } = units;

    /// <summary>Whether each unit adds a bias.</summary>
    public BiasKind Bias { get; set; }

    /// <summary>
    /// How inference keeps the weights. One example reads every weight once, so that <see cref="WeightPrecision.BFloat16"/> takes about
    /// half the time where they come from memory. Sums and biases, files, <see cref="NetworkParameter"/>s and training stay in float;
    /// <see cref="NetworkOptions.Exact"/> overrules it when the network runs.
    /// </summary>
    public WeightPrecision Weights { get; set; }

    /// <summary>
    /// Whether it is computed as a convolution with a kernel as large as the input, C×H×W: units×1×1 come out, and layers behind it keep
    /// their spatial axes. The weight file stays the same.
    /// </summary>
    public bool AsConv { get; set; }

    /// <summary>
    /// With <see cref="AsConv"/> the kernel, one number per spatial axis: the size of the input that the weights were trained for. A larger
    /// input then gives a map of units×o×o, o = i − k + 1.
    /// </summary>
    public int[]? Kernel { get; set; }
}
