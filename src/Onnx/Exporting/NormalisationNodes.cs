using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Primitives;
using static ConvGen.Onnx.Exporting.NodeAttributes;

namespace ConvGen.Onnx.Exporting;

/// <summary>Normalisations, scales and shifts.</summary>
internal static class NormalisationNodes
{
    /// <summary>The family's layers.</summary>
    public static ExportTable Table { get; } = Build();

    private static ExportTable Build()
    {
        var table = new ExportTable();
        table.Add<BatchNormLayer>((layer, norm) => layer.Add(
            "BatchNormalization",
            [
                layer.Input,
                layer.Tensor(TensorRole.Scale),
                layer.Tensor(TensorRole.Shift),
                layer.Tensor(TensorRole.RunningMean),
                layer.Tensor(TensorRole.RunningVariance),
            ],
            Real("epsilon", norm.Epsilon)));
        table.Add<LayerNormLayer>(Layer);
        table.Add<RmsNormLayer>(RootMeanSquare);
        table.Add<GroupNormLayer>(Groups);
        table.Add<InstanceNormLayer>((layer, norm) => layer.Add(
            "InstanceNormalization", [layer.Input, Scale(layer), Shift(layer, layer.InputShape.Channels)], Real("epsilon", norm.Epsilon)));
        table.Add<LocalResponseNormLayer>(LocalResponse);
        table.Add<GlobalResponseNormLayer>(GlobalResponse);
        table.Add<LpNormalizeLayer>(UnitVectors);
        table.Add<ScaleLayer>((layer, scale) => layer.Add("Mul", [layer.Input, Numbers(layer, scale)]));
        table.Add<ShiftLayer>((layer, shift) => layer.Add("Add", [layer.Input, Numbers(layer, shift)]));
        return table;
    }

    private static int[] NormalisedShape(ExportedLayer layer, TrailingAxesLayer norm) =>
        norm.OverChannels
            ? [layer.InputShape.Channels]
            : [.. layer.InputAxes.Skip(norm.Axes is { } axes ? layer.InputAxes.Count - axes : 0)];

    // The operator normalises the last axes: channels are made the last one, and the first again.
    private static string Layer(ExportedLayer layer, LayerNormLayer norm)
    {
        if (!norm.OverChannels)
        {
            return LastAxes(layer, norm, layer.Input);
        }

        int[] spatial = [.. Enumerable.Range(2, layer.InputShape.Rank)];
        string last = layer.Add("Transpose", layer.Input, Wholes("perm", [0, .. spatial, 1]));
        string normalised = LastAxes(layer, norm, last);
        return layer.Add("Transpose", normalised, Wholes("perm", [0, spatial.Length + 1, .. spatial.Select(axis => axis - 1)]));
    }

    private static string LastAxes(ExportedLayer layer, LayerNormLayer norm, string input)
    {
        int[] shape = NormalisedShape(layer, norm);
        string scale = layer.Has(TensorRole.Scale)
            ? layer.Tensor(TensorRole.Scale)
            : layer.Constant("ones", shape, Ones(shape.Aggregate(1, (product, size) => product * size)));
        string[] operands = layer.Has(TensorRole.Shift)
            ? [input, scale, layer.Tensor(TensorRole.Shift)]
            : [input, scale];
        return layer.Add("LayerNormalization", operands, Whole("axis", -shape.Length), Real("epsilon", norm.Epsilon));
    }

    // x/√(mean(x²) + ε).
    private static string RootMeanSquare(ExportedLayer layer, RmsNormLayer norm)
    {
        string squares = layer.Add("Mul", [layer.Input, layer.Input]);
        int axes = NormalisedShape(layer, norm).Length, last = layer.InputAxes.Count;
        int first = norm.OverChannels ? 1 : last + 1 - axes;
        string mean = layer.Add("ReduceMean", squares, Wholes("axes", Enumerable.Range(first, axes)), Whole("keepdims", 1));
        string root = layer.Add("Sqrt", layer.Add("Add", [mean, layer.Constant("epsilon", norm.Epsilon)]));
        string normalised = layer.Add("Div", [layer.Input, root]);
        return !layer.Has(TensorRole.Scale) ? normalised
            : norm.OverChannels ? layer.Add("Mul", [normalised, layer.PerChannel(TensorRole.Scale, layer.InputShape.Rank)])
            : layer.Add("Mul", [normalised, layer.Tensor(TensorRole.Scale)]);
    }

    // The groups are the instances of another map.
    private static string Groups(ExportedLayer layer, GroupNormLayer norm)
    {
        int rank = layer.InputShape.Rank;
        string rows = layer.Add("Reshape", [layer.Input, layer.Wholes("groups", [0, norm.Groups, -1])]);
        string ones = layer.Constant("ones", [norm.Groups], Ones(norm.Groups));
        string zeros = layer.Constant("zeros", [norm.Groups], new float[norm.Groups]);
        string normalised = layer.Add("InstanceNormalization", [rows, ones, zeros], Real("epsilon", norm.Epsilon));
        string value = layer.Add("Reshape", [normalised, layer.Wholes("shape", [0, .. layer.InputAxes])]);
        value = layer.Has(TensorRole.Scale) ? layer.Add("Mul", [value, layer.PerChannel(TensorRole.Scale, rank)]) : value;
        return layer.Has(TensorRole.Shift) ? layer.Add("Add", [value, layer.PerChannel(TensorRole.Shift, rank)]) : value;
    }

    // Runtimes have the operator for an odd number of channels and maps of two axes.
    private static string LocalResponse(ExportedLayer layer, LocalResponseNormLayer norm)
    {
        EquatableArray<int> axes = layer.InputAxes;
        bool isMap = axes.Count == 3;
        if (norm.Size % 2 == 0)
        {
            return EvenResponse(layer, norm);
        }

        string map = isMap ? layer.Input : layer.Add("Reshape", [layer.Input, layer.Wholes("map", [0, axes[0], -1, 1])]);
        string normalised = layer.Add(
            "LRN", map, Whole("size", norm.Size), Real("alpha", norm.Alpha), Real("beta", norm.Beta), Real("bias", norm.K));
        return isMap ? normalised : layer.Add("Reshape", [normalised, layer.Wholes("shape", [0, .. axes])]);
    }

    // x/(k + alpha·mean)^beta, where the mean of the squares is an average over a window along the channels.
    private static string EvenResponse(ExportedLayer layer, LocalResponseNormLayer norm)
    {
        string squares = layer.Add("Mul", [layer.Input, layer.Input]);
        string rows = layer.Add("Reshape", [squares, layer.Wholes("rows", [0, 1, layer.InputShape.Channels, -1])]);
        string pads = layer.Wholes("pads", [0, 0, (norm.Size - 1) / 2, 0, 0, 0, norm.Size / 2, 0]);
        string means = layer.Add(
            "AveragePool", layer.Add("Pad", [rows, pads]), Wholes("kernel_shape", [norm.Size, 1]), Wholes("strides", [1, 1]));
        string map = layer.Add("Reshape", [means, layer.Wholes("shape", [0, .. layer.InputAxes])]);
        string sum = layer.Add("Add", [layer.Add("Mul", [map, layer.Constant("alpha", norm.Alpha)]), layer.Constant("k", norm.K)]);
        return layer.Add("Div", [layer.Input, layer.Add("Pow", [sum, layer.Constant("beta", norm.Beta)])]);
    }

    // x·n·weight + bias + x, as PyTorch's exporter writes it.
    private static string GlobalResponse(ExportedLayer layer, GlobalResponseNormLayer response)
    {
        int rank = layer.InputShape.Rank;
        string norm = layer.Add("ReduceL2", layer.Input, Wholes("axes", Enumerable.Range(2, rank)), Whole("keepdims", 1));
        string mean = layer.Add("ReduceMean", norm, Wholes("axes", [1]), Whole("keepdims", 1));
        string relative = layer.Add("Div", [norm, layer.Add("Add", [mean, layer.Constant("epsilon", response.Epsilon)])]);
        string scaled = layer.Add("Mul", [layer.Add("Mul", [layer.Input, relative]), layer.PerChannel(TensorRole.Scale, rank)]);
        return layer.Add("Add", [layer.Add("Add", [scaled, layer.PerChannel(TensorRole.Shift, rank)]), layer.Input]);
    }

    // The operator keeps zeros, but has no other limit; PyTorch's exporter writes the same nodes.
    private static string UnitVectors(ExportedLayer layer, LpNormalizeLayer normalize)
    {
        if (normalize.Epsilon == 0)
        {
            return ZerosKept(layer, normalize);
        }

        IEnumerable<int> axes = normalize.VectorAxes.Select(axis => axis + 1).Order();
        string norm = layer.Add($"Reduce{normalize.Norm}", layer.Input, Wholes("axes", axes), Whole("keepdims", 1));
        string divisor = layer.Add("Clip", [norm, layer.Constant("epsilon", normalize.Epsilon)]);
        return layer.Add("Div", [layer.Input, divisor]);
    }

    // Of one axis: several are made the last one, and are again what they were.
    private static string ZerosKept(ExportedLayer layer, LpNormalizeLayer normalize)
    {
        int order = normalize.Norm == NormKind.L1 ? 1 : 2;
        if (normalize.VectorAxes.Count == 1)
        {
            return layer.Add("LpNormalization", layer.Input, Whole("axis", normalize.VectorAxes[0] + 1), Whole("p", order));
        }

        int[] all = [.. Enumerable.Range(0, layer.InputAxes.Count)];
        int[] moved = [.. all.Except(normalize.VectorAxes), .. normalize.VectorAxes.Order()];
        int[] lengths = [.. moved.SkipLast(normalize.VectorAxes.Count).Select(axis => layer.InputAxes[axis])];
        string last = layer.Add("Transpose", layer.Input, Wholes("perm", moved.Select(axis => axis + 1).Prepend(0)));
        string vectors = layer.Add("Reshape", [last, layer.Wholes("vectors", [0, .. lengths, -1])]);
        string normal = layer.Add("LpNormalization", vectors, Whole("axis", -1), Whole("p", order));
        string split = layer.Add("Reshape", [normal, layer.Wholes("split", [0, .. moved.Select(axis => layer.InputAxes[axis])])]);
        return layer.Add("Transpose", split, Wholes("perm", all.Select(axis => Array.IndexOf(moved, axis) + 1).Prepend(0)));
    }

    private static string Numbers(ExportedLayer layer, AffineLayer affine)
    {
        int rank = layer.InputShape.Rank;
        if (affine.Values is { } values)
        {
            float[] numbers = [.. values.Select(value => (float)value)];
            return layer.Constant("values", numbers.Length == 1 ? [] : ExportedLayer.Broadcast(numbers.Length, rank), numbers);
        }

        return affine.Per switch
        {
            ParameterScope.Scalar => layer.Tensor(affine.Role, []),
            ParameterScope.Element => layer.Tensor(affine.Role),
            _ => layer.PerChannel(affine.Role, rank),
        };
    }

    private static string Scale(ExportedLayer layer) => layer.Has(TensorRole.Scale)
        ? layer.Tensor(TensorRole.Scale)
        : layer.Constant("ones", [layer.InputShape.Channels], Ones(layer.InputShape.Channels));

    private static string Shift(ExportedLayer layer, int channels) => layer.Has(TensorRole.Shift)
        ? layer.Tensor(TensorRole.Shift)
        : layer.Constant("zeros", [channels], new float[channels]);

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];
}
