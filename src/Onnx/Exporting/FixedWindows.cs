using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using static ConvGen.Onnx.Exporting.NodeAttributes;

namespace ConvGen.Onnx.Exporting;

/// <summary>Weighted sums and means of windows of each channel, as convolutions of each channel by itself with constant filters.</summary>
internal static class FixedWindows
{
    /// <summary>The number of taps of a window.</summary>
    public static int Taps(EquatableArray<WindowAxis> axes) => axes.Aggregate(1, (product, axis) => product * axis.Kernel);

    /// <summary>Adds the sum of each window; padding is zero.</summary>
    /// <param name="layer">The layer, which has the windows.</param>
    /// <param name="value">What is summed.</param>
    /// <param name="weights">The weights of the taps, for each channel.</param>
    public static string Sum(ExportedLayer layer, string value, Func<int, double[]> weights)
    {
        EquatableArray<WindowAxis> axes = layer.Node.Axes;
        int channels = layer.InputShape.Channels;
        float[] taps = [.. Enumerable.Range(0, channels).SelectMany(channel => weights(channel)).Select(weight => (float)weight)];
        string filters = layer.Constant("taps", [channels, 1, .. ExportedWindows.Kernel(axes)], taps);
        return layer.Add(
            "Conv", [value, filters], [.. ExportedWindows.Attributes(axes, ExportedWindows.Read(axes)), Whole("group", channels)]);
    }

    /// <summary>Adds the mean of each window.</summary>
    /// <param name="layer">The layer, which has the windows.</param>
    /// <param name="weights">The weights of the taps along an axis; that of a tap is the product of these.</param>
    /// <param name="countPadding">Whether the zeros of padding count in the divisor.</param>
    public static string Mean(ExportedLayer layer, Func<WindowAxis, double[]> weights, bool countPadding)
    {
        EquatableArray<WindowAxis> axes = layer.Node.Axes;
        double[][] along = [.. axes.Select(weights)];
        double[][] shares = [.. axes.Zip(along, (axis, own) => Shares(axis, own, countPadding))];
        double[] filter = Product(along.Select(own => Divide(own, own.Sum())));
        string sums = Sum(layer, layer.Input, _ => filter);
        if (shares.All(axis => axis.All(share => share == 1)))
        {
            return sums;
        }

        float[] divisors = [.. Product(shares).Select(share => (float)share)];
        return layer.Add("Div", [sums, layer.Constant("divisors", [1, .. layer.Node.Shape.Spatial], divisors)]);
    }

    // For each position along an axis, how much of the weight lies on what counts.
    private static double[] Shares(WindowAxis axis, double[] weights, bool countPadding)
    {
        int first = countPadding ? -axis.PadBegin : 0, end = axis.Input + (countPadding ? axis.PadEnd : 0);
        bool Counts(int position, int tap) =>
            (position * axis.Stride) - axis.PadBegin + (tap * axis.Dilation) is int at && at >= first && at < end;
        double all = weights.Sum();
        return
        [
            .. Enumerable.Range(0, axis.Output).Select(position => Enumerable.Range(0, axis.Kernel).All(tap => Counts(position, tap))
                ? 1
                : weights.Where((_, tap) => Counts(position, tap)).Sum() / all),
        ];
    }

    private static double[] Divide(double[] weights, double divisor) => [.. weights.Select(weight => weight / divisor)];

    private static double[] Product(IEnumerable<double[]> axes) =>
        axes.Aggregate((double[])[1], (outer, inner) => [.. outer.SelectMany(left => inner.Select(right => left * right))]);
}
