using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Mapping;

/// <summary>Convolutions.</summary>
internal static class ConvolutionLayers
{
    /// <summary>The family's operations.</summary>
    public static Dictionary<string, Func<OperationCall, AxisView>> Table { get; } = new()
    {
        ["Conv"] = Conv,
        ["ConvTranspose"] = ConvTranspose,
    };

    private static AxisView Conv(OperationCall call)
    {
        AxisView source = call.Data();
        OnnxTensor weight = call.Constant(1, "weight");
        int group = call.Settings.Int("group");
        int filters = weight.Shape[0];
        BiasKind bias = call.Has(2) ? BiasKind.PerChannel : BiasKind.None;
        WindowSettings window = Windows.Of(call.Settings, [.. source.Shape.Skip(2)], isPooling: false);
        bool isDepthwise = group > 1 && group == source.Shape[1];
        Layer layer = isDepthwise
            ? new DepthwiseConvLayer(window, filters / group, bias)
            : new ConvLayer(filters, window, group, bias);
        return call.Layer(source, OperationCall.MapAxes(source), layer, Weights(call, weight));
    }

    private static AxisView ConvTranspose(OperationCall call)
    {
        AxisView source = call.Data();
        OnnxTensor weight = call.Constant(1, "weight");
        int group = call.Settings.Int("group");
        BiasKind bias = call.Has(2) ? BiasKind.PerChannel : BiasKind.None;
        WindowSettings window = Windows.Of(call.Settings, [.. source.Shape.Skip(2)], isPooling: false, isTransposed: true);
        var layer = new ConvTransposeLayer(weight.Shape[1] * group, window, group, bias);
        int[] added = call.Settings.Ints("added");
        if (added.Any(positions => positions > 0))
        {
            layer = added.Distinct().Count() == 1
                ? layer with { OutputPadding = added[0] }
                : layer with { OutputPaddings = new EquatableArray<int>(added) };
        }

        return call.Layer(source, OperationCall.MapAxes(source), layer, Weights(call, weight));
    }

    private static float[][] Weights(OperationCall call, OnnxTensor weight) =>
        call.Has(2) ? [weight.Floats, call.Constant(2, "bias").Floats] : [weight.Floats];
}
