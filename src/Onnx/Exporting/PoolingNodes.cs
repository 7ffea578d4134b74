using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Protobuf;
using static ConvGen.Onnx.Exporting.NodeAttributes;

namespace ConvGen.Onnx.Exporting;

/// <summary>Poolings of windows.</summary>
internal static class PoolingNodes
{
    // Of the largest one along an axis, so that a window always has a weight inside the map.
    private const double SmallestWeight = 1e-12;

    /// <summary>The family's layers.</summary>
    public static ExportTable Table { get; } = Build();

    private static ExportTable Build()
    {
        var table = new ExportTable();
        table.Add<MaxPoolLayer>((layer, _) => Max(layer, layer.Input));
        table.Add<MinPoolLayer>((layer, _) => layer.Add("Neg", Max(layer, layer.Add("Neg", layer.Input))));
        table.Add<AvgPoolLayer>(Average);
        table.Add<WeightedAvgPoolLayer>((layer, pool) => FixedWindows.Mean(layer, axis => Bell(axis, pool.Sigma), countPadding: false));
        table.Add<LpPoolLayer>(Norm);
        table.Add<LearnedPoolLayer>((layer, _) => FixedWindows.Sum(layer, layer.Input, Softmax(layer)));
        table.Add<MaxUnpoolLayer>((layer, _) => Unpool(layer));
        return table;
    }

    private static string Max(ExportedLayer layer, string value)
    {
        EquatableArray<WindowAxis> axes = layer.Node.Axes;
        if (!IsPadded(axes))
        {
            return layer.Add("MaxPool", value, Attributes(axes));
        }

        // Nodes pad by less than the number of taps, however far apart these are.
        EquatableArray<WindowAxis> around =
            axes.Select(axis => axis with { PadEnd = Math.Max(axis.PadEnd, axis.ReadEnd) }).ToEquatableArray();
        string padded = Padding.Add(layer, value, around, PadMode.Constant, double.NegativeInfinity);
        return layer.Add("MaxPool", padded, [.. ExportedWindows.Attributes(axes, axes.SelectMany(_ => (int[])[0, 0]))]);
    }

    private static string Average(ExportedLayer layer, AvgPoolLayer pool)
    {
        EquatableArray<WindowAxis> axes = layer.Node.Axes;
        return axes.Any(axis => axis.Dilation > 1) || (IsRoundedUp(axes) && !IsRoundedAlike(axes))
            ? FixedWindows.Mean(layer, axis => [.. Enumerable.Repeat(1.0, axis.Kernel)], pool.CountPadding)
            : layer.Add(
                "AveragePool", layer.Input, [.. Attributes(axes), Whole("count_include_pad", pool.CountPadding ? 1 : 0)]);
    }

    // (Σ |x|^p)^(1/p): the operator of that name has neither dilation nor windows beyond the padding, and whole exponents only.
    private static string Norm(ExportedLayer layer, LpPoolLayer pool)
    {
        EquatableArray<WindowAxis> axes = layer.Node.Axes;
        if (pool.Power == Math.Floor(pool.Power) && axes.All(axis => axis.Dilation == 1) && !IsPadded(axes))
        {
            AttributeProto[] attributes = [.. ExportedWindows.Attributes(axes, ExportedWindows.Read(axes)), Whole("p", (long)pool.Power)];
            return layer.Add("LpPool", layer.Input, attributes);
        }

        string powers = layer.Add("Pow", [layer.Add("Abs", layer.Input), layer.Constant("power", pool.Power)]);
        double[] ones = [.. Enumerable.Repeat(1.0, FixedWindows.Taps(axes))];
        string sums = FixedWindows.Sum(layer, powers, _ => ones);
        return layer.Add("Pow", [sums, layer.Constant("root", 1 / pool.Power)]);
    }

    private static double[] Bell(WindowAxis axis, double sigma)
    {
        double[] exponents = [.. Enumerable.Range(0, axis.Kernel)
            .Select(tap => (tap - ((axis.Kernel - 1) / 2.0)) * axis.Dilation / sigma)
            .Select(distance => distance * distance / 2)];
        double least = exponents.Min();
        return [.. exponents.Select(exponent => Math.Max(SmallestWeight, Math.Exp(least - exponent)))];
    }

    // The softmax over the taps of each channel.
    private static Func<int, double[]> Softmax(ExportedLayer layer)
    {
        int taps = FixedWindows.Taps(layer.Node.Axes);
        float[] scores = layer.Numbers(TensorRole.Score).ToArray();
        return channel =>
        {
            ArraySegment<float> own = new(scores, channel * taps, taps);
            double largest = own.Max();
            double[] powers = [.. own.Select(score => Math.Exp(score - largest))];
            double sum = powers.Sum();
            return [.. powers.Select(power => power / sum)];
        };
    }

    // It reads the values, what the pooling read, and the pooling. The places of the maxima are a second result of such a pooling.
    private static string Unpool(ExportedLayer layer)
    {
        EquatableArray<WindowAxis> axes = layer.Reads[2].Axes;
        if (layer.Reads[2].Layer is not MaxPoolLayer || IsPadded(axes))
        {
            throw new NoCounterpartException("MaxUnpool has no window that is padded by as many positions as it has taps");
        }

        string places = layer.AddSecond("MaxPool", layer.Inputs[1], Attributes(axes));
        string shape = layer.Add("Shape", layer.Inputs[1]);
        IEnumerable<int> pads = axes.Select(axis => axis.PadBegin).Concat(axes.Select(PadEnd));
        AttributeProto[] window = [.. ExportedWindows.Attributes(axes, pads).Where(attribute => attribute.Name != "dilations")];
        return layer.Add("MaxUnpool", [layer.Inputs[0], places, shape], window);
    }

    // The size is given, but what a runtime infers of the window has to be one too.
    private static int PadEnd(WindowAxis axis) =>
        Math.Min(Math.Max(axis.PadEnd, axis.ReadEnd), ((axis.Output - 1) * axis.Stride) + axis.Kernel - axis.PadBegin - 1);

    // Windows that reach beyond the padding are the rounding of the node, which counts the same divisors.
    private static AttributeProto[] Attributes(EquatableArray<WindowAxis> axes) => !IsRoundedUp(axes)
        ? [.. ExportedWindows.Attributes(axes, ExportedWindows.Declared(axes))]
        : IsRoundedAlike(axes)
            ? [.. ExportedWindows.Attributes(axes, ExportedWindows.Declared(axes)), Whole("ceil_mode", 1)]
            : [.. ExportedWindows.Attributes(axes, ExportedWindows.Read(axes))];

    private static bool IsRoundedUp(EquatableArray<WindowAxis> axes) => axes.Any(axis => axis.ReadEnd > axis.PadEnd);

    // Not every runtime leaves out a last window that would begin behind the map.
    private static bool IsRoundedAlike(EquatableArray<WindowAxis> axes) => axes.All(axis =>
        (axis.Input + axis.PadBegin + axis.PadEnd - axis.EffectiveKernel + axis.Stride - 1) / axis.Stride + 1 == axis.Output);

    private static bool IsPadded(EquatableArray<WindowAxis> axes) =>
        axes.Any(axis => axis.PadBegin >= axis.Kernel || Math.Max(axis.PadEnd, axis.ReadEnd) >= axis.Kernel);
}
