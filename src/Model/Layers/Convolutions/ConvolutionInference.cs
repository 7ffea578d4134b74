using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Convolutions;

/// <summary>What convolutions have in common: output, tensors and counts from a window that fits.</summary>
internal static class ConvolutionInference
{
    /// <summary>The inference of a convolution.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="input">The shape that it reads.</param>
    /// <param name="filters">The number of output channels.</param>
    /// <param name="groups">The number of independent convolutions that the channels are split into; divides both.</param>
    /// <param name="axes">Its window along each axis.</param>
    /// <param name="banks">Leading extents of the weight: over positions or tiles with separate filters; empty for shared ones.</param>
    /// <param name="bias">Its biases.</param>
    public static Inference Of(
        string name, FeatureShape input, int filters, int groups, EquatableArray<WindowAxis> axes, IEnumerable<int> banks, BiasKind bias)
    {
        var output = new FeatureShape(filters, axes.Select(axis => axis.Output).ToEquatableArray());
        long taps = Taps(axes);
        int fanIn = Saturating.ToInt(Saturating.Multiply(input.Channels / groups, taps));
        int fanOut = Saturating.ToInt(Saturating.Multiply(filters / groups, taps));
        EquatableArray<int> shape =
            banks.Concat([filters, input.Channels / groups]).Concat(axes.Select(axis => axis.Kernel)).ToEquatableArray();
        return new(output)
        {
            Axes = axes,
            Parameters = Tensors(name, shape, output, bias, fanIn, fanOut),
            Macs = Saturating.Multiply(output.Length, input.Channels / groups, taps),
            Settings = WindowShapes.Describe(axes) + Suffix(groups, bias),
        };
    }

    /// <summary>Weight and bias, in the order of the file.</summary>
    public static EquatableArray<ParameterTensor> Tensors(
        string name, EquatableArray<int> weight, FeatureShape output, BiasKind bias, int fanIn, int fanOut)
    {
        List<ParameterTensor> tensors = [new($"{name}.weight", weight, TensorRole.Weight, fanIn, fanOut)];
        if (bias != BiasKind.None)
        {
            int[] positions = bias == BiasKind.PerUnit ? [.. output.Spatial] : [];
            tensors.Add(new($"{name}.bias", positions.Prepend(output.Channels).ToEquatableArray(), TensorRole.Bias, fanIn, fanOut));
        }

        return tensors.ToEquatableArray();
    }

    /// <summary>The settings for tables after the window.</summary>
    public static string Suffix(int groups, BiasKind bias)
    {
        string biases = bias switch
        {
            BiasKind.None => ", no bias",
            BiasKind.PerUnit => ", bias per position",
            _ => string.Empty,
        };
        return (groups > 1 ? $", groups {NumberText.Plain(groups)}" : string.Empty) + biases;
    }

    /// <summary>Taps of one filter over one channel; saturates.</summary>
    public static long Taps(EquatableArray<WindowAxis> axes) =>
        axes.Aggregate(1L, (product, axis) => Saturating.Multiply(product, axis.Kernel));
}
