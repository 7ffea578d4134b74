using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>Normalisations of both vocabularies.</summary>
internal static class NormalisationOperators
{
    public static OperatorFamily Family { get; } = new()
    {
        Onnx = new()
        {
            ["BatchNormalization"] = BatchNormalization,
            ["GroupNormalization"] = GroupNormalization,
            ["InstanceNormalization"] = call =>
                OverChannels(call, new LayerText("InstanceNorm"), call.Attributes.Real("epsilon", 1e-5), call.Constant(1).Floats, call.Constant(2).Floats),
            ["LayerNormalization"] = call => OverLastAxes(call, "LayerNorm"),
            ["LRN"] = LocalResponse,
            ["RMSNormalization"] = call => OverLastAxes(call, "RmsNorm"),
        },
        Gradients = new()
        {
            ["BatchNorm"] = BatchNorm,
            ["GroupNorm"] = call => OverChannels(
                call, Groups(call, "groups"), call.Attributes.Real("eps"), call.Tensor("weight")!.Floats, call.Tensor("bias")!.Floats),
            ["InstanceNorm"] = call => OverChannels(
                call, new LayerText("InstanceNorm"), call.Attributes.Real("eps"), call.Tensor("weight")!.Floats, call.Tensor("bias")!.Floats),
            ["LayerNorm"] = call => OverLastAxes(
                call, "LayerNorm", call.Attributes.Ints("normalized_shape")!.Length, call.Attributes.Real("eps"), call.Tensor("weight"), call.Tensor("bias")),
        },
    };

    /// <summary>
    /// Whether an output is a mean or a deviation that ONNX's operator keeps for its backward pass. Layers keep theirs to themselves, so it
    /// cannot be compared.
    /// </summary>
    public static bool IsStatistic(Node node, string output) => node.Op == "LayerNormalization" && Array.IndexOf(node.Outputs, output) > 0;

    private static Value BatchNormalization(OperatorCall call)
    {
        // Training: ONNX keeps the population's variance in its running statistics, PyTorch (and this library) the unbiased one.
        if (call.Attributes.Flag("training_mode") || (call.Opset < 7 && !call.Attributes.Flag("is_test")))
            throw call.Unsupported("in training with the biased running variance");
        if (call.Attributes.Int("spatial", 1) == 0)
            throw call.Unsupported("per position");
        return CommonLayers.BatchNorm(
            call, call.Attributes.Real("epsilon", 1e-5), null, false, call.Constant(1), call.Constant(2), call.Constant(3), call.Constant(4));
    }

    private static Value BatchNorm(OperatorCall call) => CommonLayers.BatchNorm(
        call,
        call.Attributes.Real("eps"),
        call.Attributes.Real("momentum"),
        !call.Attributes.Flag("training"),
        call.Tensor("weight")!,
        call.Tensor("bias")!,
        call.Tensor("running_mean")!,
        call.Tensor("running_var")!);

    private static LayerText Groups(OperatorCall call, string attribute) =>
        new LayerText("GroupNorm").Argument(LayerText.Number(call.Attributes.Int(attribute)));

    private static Value GroupNormalization(OperatorCall call)
    {
        const int FirstPerChannel = 21;
        int groups = call.Attributes.Int("num_groups");
        float[] scale = call.Constant(1).Floats, shift = call.Constant(2).Floats;
        if (call.Opset < FirstPerChannel)
        {
            // One number for each group is one for each of its channels.
            int channels = (call.Map(0).View ?? throw call.Unsupported("per group of a computed value")).Shape[1];
            scale = [.. scale.SelectMany(value => Enumerable.Repeat(value, channels / groups))];
            shift = [.. shift.SelectMany(value => Enumerable.Repeat(value, channels / groups))];
        }

        return OverChannels(call, Groups(call, "num_groups"), call.Attributes.Real("epsilon", 1e-5), scale, shift);
    }

    private static Value OverChannels(OperatorCall call, LayerText layer, double epsilon, float[] scale, float[] shift)
    {
        call.Set("weight", scale);
        call.Set("bias", shift);
        return call.Layer(layer.Property("Epsilon", LayerText.Number(epsilon)), call.Map(0));
    }

    private static Value OverLastAxes(OperatorCall call, string kind)
    {
        int rank = call.Data(0).Rank;
        int axes = rank - CommonLayers.Axis(call.Attributes.Int("axis", -1), rank);
        return OverLastAxes(call, kind, axes, call.Attributes.Real("epsilon", 1e-5), call.OptionalConstant(1), call.OptionalConstant(2));
    }

    private static Value OverLastAxes(OperatorCall call, string kind, int axes, double epsilon, Tensor? scale, Tensor? shift)
    {
        Value source = call.Data(0);
        if (source.Relabelled)
            throw call.Unsupported("after a change of shape");

        // Over all axes the whole input is one example.
        int[]? normalised = source.View?.Shape[^axes..];
        if (source.View is { } view && axes == view.Shape.Length)
        {
            source = Value.Of(view.WithShape(1, InputView.Product(view.Shape)));
            axes = 1;
        }

        LayerText layer = new LayerText(kind).Property("Epsilon", LayerText.Number(epsilon));
        if (axes < source.Rank - 1)
            layer.Argument($"axes: {LayerText.Number(axes)}");
        foreach ((string role, Tensor? tensor) in new[] { ("weight", scale), ("bias", shift) })
        {
            if (tensor is not null)
                call.Set(role, normalised is null ? tensor.Floats : Spread(call, tensor, normalised));
        }

        if (scale is null)
            layer.Property("Affine", "false");
        else if (shift is null && kind != "RmsNorm")
            layer.Property("Bias", "BiasKind.None");
        return call.Layer(layer, source);
    }

    // Numbers for some of the axes are the same along the others.
    private static float[] Spread(OperatorCall call, Tensor tensor, int[] whole)
    {
        if (tensor.Length == InputView.Product(whole))
            return tensor.Floats;

        int[] own = [.. Enumerable.Repeat(1, Math.Max(0, whole.Length - tensor.Shape.Length)), .. tensor.Shape];
        if (own.Length != whole.Length)
            throw call.Unsupported("with a scale of more axes than are normalised");
        float[] spread = new float[InputView.Product(whole)];
        for (int place = 0; place < spread.Length; place++)
        {
            int at = 0, rest = place, stride = 1;
            for (int axis = whole.Length - 1; axis >= 0; axis--)
            {
                at += own[axis] == 1 ? 0 : rest % whole[axis] * stride;
                rest /= whole[axis];
                stride *= own[axis];
            }

            spread[place] = tensor.Floats[at];
        }

        return spread;
    }

    private static Value LocalResponse(OperatorCall call) => call.Layer(
        new LayerText("LocalResponseNorm").Argument(LayerText.Number(call.Attributes.Int("size")))
            .Property("Alpha", LayerText.Number(call.Attributes.Real("alpha", 1e-4)))
            .Property("Beta", LayerText.Number(call.Attributes.Real("beta", 0.75)))
            .Property("K", LayerText.Number(call.Attributes.Real("bias", 1))),
        call.Map(0));
}
