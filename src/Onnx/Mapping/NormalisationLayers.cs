using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Primitives;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Mapping;

/// <summary>Normalisations.</summary>
internal static class NormalisationLayers
{
    /// <summary>The family's operations.</summary>
    public static Dictionary<string, Func<OperationCall, AxisView>> Table { get; } = new()
    {
        ["BatchNorm"] = BatchNorm,
        ["GlobalResponseNorm"] = GlobalResponse,
        ["GroupNorm"] = call => OverChannels(
            call, new GroupNormLayer(call.Settings.Int("groups"), call.Settings.Real("epsilon"), Affine: true, Bias: true)),
        ["InstanceNorm"] = call => OverChannels(call, new InstanceNormLayer(call.Settings.Real("epsilon"), Affine: true, Bias: true)),
        ["LayerNorm"] = call => OverLastAxes(
            call,
            (axes, overChannels, affine, bias) =>
                new LayerNormLayer(axes, call.Settings.Real("epsilon"), affine, bias) { OverChannels = overChannels }),
        ["LpNorm"] = LpNormalize,
        ["LRN"] = LocalResponse,
        ["RmsNorm"] = call => OverLastAxes(
            call,
            (axes, overChannels, affine, _) =>
                new RmsNormLayer(axes, call.Settings.Real("epsilon"), affine) { OverChannels = overChannels }),
    };

    private static AxisView BatchNorm(OperationCall call)
    {
        AxisView source = call.Data();
        // ONNX weighs the old statistics, ConvGen those of the minibatch.
        double momentum = Decimals.Of((float)(1 - call.Settings.Real("momentum")));
        var layer = new BatchNormLayer(momentum, call.Settings.Real("epsilon"), Frozen: false);
        int[][] groups = source.Rank == 1 ? [[0]]
            : source.Moving.Contains(1) ? OperationCall.Leading(source, [1])
            : OperationCall.MapAxes(source);
        return call.Layer(
            source,
            groups,
            layer,
            call.Constant(1, "scale").Floats,
            call.Constant(2, "bias").Floats,
            call.Constant(3, "mean").Floats,
            call.Constant(4, "variance").Floats);
    }

    // Without positions there is one.
    private static AxisView GlobalResponse(OperationCall call)
    {
        AxisView source = call.Data();
        int[][] groups = OperationCall.Leading(source, [call.Settings.Int("axis")]);
        return call.Layer(
            source,
            groups.Length > 1 ? groups : [.. groups, []],
            new GlobalResponseNormLayer(call.Settings.Real("epsilon")),
            call.Constant(1, "scale").Floats,
            call.Constant(2, "shift").Floats);
    }

    private static AxisView OverChannels(OperationCall call, Layer layer)
    {
        AxisView source = call.Data();
        return call.Layer(
            source, OperationCall.MapAxes(source), layer, call.Constant(1, "scale").Floats, call.Constant(2, "bias").Floats);
    }

    private static AxisView LocalResponse(OperationCall call)
    {
        AxisView source = call.Data();
        var layer = new LocalResponseNormLayer(
            call.Settings.Int("size"), call.Settings.Real("alpha"), call.Settings.Real("beta"), call.Settings.Real("bias"));
        return call.Layer(source, OperationCall.MapAxes(source), layer);
    }

    // Along axes of one position a vector has one element; it lies wherever an axis has none.
    private static AxisView LpNormalize(OperationCall call)
    {
        AxisView source = call.Data();
        (int[][] groups, int[] spans) = ReductionLayers.Spans(call, source);
        (groups, spans) = spans.Length > 0 ? (groups, spans) : ([[], [.. groups.SelectMany(group => group)]], [0]);
        NormKind norm = call.Settings.Text("kind") == "L1" ? NormKind.L1 : NormKind.L2;
        EquatableArray<int> axes = spans is [0] ? EquatableArray<int>.Empty : new(spans);
        return call.Layer(source, groups, new LpNormalizeLayer(norm, axes, call.Settings.Real("epsilon")));
    }

    private static AxisView OverLastAxes(OperationCall call, Func<int?, bool, bool, bool, Layer> layer)
    {
        AxisView source = call.Data();
        int[] axes = call.Settings.Ints("axes");
        int[] normalised = [.. axes.Select(axis => source.Shape[axis])];
        int[] rest = [.. source.Moving.Except(axes)];
        int[][] natural = Arranger.Natural(source);

        // Where they are the channels nothing has to move.
        bool isOverChannels = rest.Length > 0 && natural.Length > 1 && natural[0].SequenceEqual(axes);
        int[][] groups = isOverChannels ? natural : rest.Length == 0 ? [axes] : [rest, axes];
        float[][] weights = [.. Enumerable.Range(1, call.Operation.Inputs.Count - 1).Select(input => Spread(call, input, normalised))];
        int? last = rest.Length == 0 || isOverChannels ? null : 1;
        return call.Layer(source, groups, layer(last, isOverChannels, weights.Length > 0, weights.Length > 1), weights);
    }

    // Numbers for some of the axes are the same along the others.
    private static float[] Spread(OperationCall call, int input, int[] normalised)
    {
        OnnxTensor constant = call.Constant(input, input == 1 ? "scale" : "bias");
        return constant.Shape.Count <= normalised.Length
            ? Folding.Evaluator.Spread(constant, normalised).Floats
            : throw RefusalException.Setting("a scale of more axes than are normalised");
    }
}
