using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Protobuf;
using static ConvGen.Onnx.Exporting.NodeAttributes;

namespace ConvGen.Onnx.Exporting;

/// <summary>Convolutions and dense layers.</summary>
internal static class ConvolutionNodes
{
    /// <summary>The family's layers.</summary>
    public static ExportTable Table { get; } = Build();

    private static ExportTable Build()
    {
        var table = new ExportTable();
        table.Add<ConvLayer>((layer, conv) => WithUnitBias(layer, Convolve(layer, Weight(layer, conv), conv.Groups, conv.PadMode)));
        table.Add<DepthwiseConvLayer>((layer, conv) =>
            WithUnitBias(layer, Convolve(layer, layer.Tensor(TensorRole.Weight), layer.InputShape.Channels, conv.PadMode)));
        table.Add<ConvTransposeLayer>((layer, conv) => WithUnitBias(layer, Transposed(layer, conv)));
        table.Add<ImageFilterLayer>(Filter);
        table.Add<LocallyConnectedLayer>((layer, _) => OwnFilters.Add(layer, filtersOfAxis: null));
        table.Add<TiledConvLayer>((layer, conv) => OwnFilters.Add(layer, conv.Tiles));
        table.Add<DenseLayer>(Dense);
        return table;
    }

    // A dense layer that is computed as a convolution has its weights as rows.
    private static string Weight(ExportedLayer layer, ConvLayer conv)
    {
        int[] shape = [conv.Filters, layer.InputShape.Channels / conv.Groups, .. ExportedWindows.Kernel(layer.Node.Axes)];
        if (!conv.Flip)
        {
            return layer.Tensor(TensorRole.Weight, shape);
        }

        float[] turned = layer.Numbers(TensorRole.Weight).ToArray();
        int taps = shape.Skip(2).Aggregate(1, (product, size) => product * size);
        for (int filter = 0; filter < turned.Length; filter += taps)
        {
            Array.Reverse(turned, filter, taps);
        }

        return layer.Constant("turned", shape, turned);
    }

    private static string Convolve(ExportedLayer layer, string weight, int groups, PadMode mode)
    {
        (string input, EquatableArray<WindowAxis> axes) = Padded(layer, mode);
        return layer.Add("Conv", Operands(layer, input, weight), Attributes(axes, ExportedWindows.Read(axes), groups));
    }

    /// <summary>What a convolution reads, and its window there: zeros are padding of the node, all else is in the map.</summary>
    private static (string Input, EquatableArray<WindowAxis> Axes) Padded(ExportedLayer layer, PadMode mode)
    {
        EquatableArray<WindowAxis> axes = layer.Node.Axes;
        return mode == PadMode.Constant
            ? (layer.Input, axes)
            : (Padding.Add(layer, layer.Input, axes, mode), axes.Select(Inside).ToEquatableArray());
    }

    private static WindowAxis Inside(WindowAxis axis) =>
        axis with { Input = axis.Input + axis.PadBegin + axis.PadEnd, PadBegin = 0, PadEnd = 0 };

    private static string Transposed(ExportedLayer layer, ConvTransposeLayer conv)
    {
        // The axes are those of the convolution whose adjoint it is: their output is what is read.
        EquatableArray<WindowAxis> axes = layer.Node.Axes;
        int[] added =
        [
            .. axes.Select(axis => axis.Input + axis.PadBegin + axis.PadEnd - ((axis.Output - 1) * axis.Stride) - axis.EffectiveKernel),
        ];
        List<AttributeProto> attributes = [.. Attributes(axes, ExportedWindows.Declared(axes), conv.Groups)];
        if (added.Any(positions => positions != 0))
        {
            attributes.Add(Wholes("output_padding", added));
        }

        return layer.Add("ConvTranspose", Operands(layer, layer.Input, layer.Tensor(TensorRole.Weight)), [.. attributes]);
    }

    private static string Filter(ExportedLayer layer, ImageFilterLayer filter)
    {
        int channels = layer.InputShape.Channels;
        float[] taps = [.. Enumerable.Repeat(filter.Taps!.Value.Select(tap => (float)tap), channels).SelectMany(each => each)];
        (string input, EquatableArray<WindowAxis> axes) = Padded(layer, filter.PadMode);
        string weight = layer.Constant("taps", [channels, 1, .. ExportedWindows.Kernel(axes)], taps);
        return layer.Add("Conv", [input, weight], Attributes(axes, ExportedWindows.Read(axes), channels));
    }

    private static string Dense(ExportedLayer layer, DenseLayer dense)
    {
        string features = layer.InputShape.Rank == 0 ? layer.Input : layer.Add("Flatten", layer.Input, Whole("axis", 1));
        return layer.Add("Gemm", Operands(layer, features, layer.Tensor(TensorRole.Weight)), Whole("transB", 1));
    }

    // A bias for each position is added behind the node.
    private static IEnumerable<string> Operands(ExportedLayer layer, string input, string weight) =>
        HasUnitBias(layer) || !layer.Has(TensorRole.Bias) ? [input, weight] : [input, weight, layer.Tensor(TensorRole.Bias)];

    private static string WithUnitBias(ExportedLayer layer, string result) =>
        HasUnitBias(layer) ? layer.Add("Add", [result, layer.Tensor(TensorRole.Bias)]) : result;

    private static bool HasUnitBias(ExportedLayer layer) => layer.Has(TensorRole.Bias) && layer.ShapeOf(TensorRole.Bias).Count > 1;

    private static AttributeProto[] Attributes(EquatableArray<WindowAxis> axes, IEnumerable<int> pads, int groups) =>
        [.. ExportedWindows.Attributes(axes, pads), .. groups > 1 ? (AttributeProto[])[Whole("group", groups)] : []];
}
