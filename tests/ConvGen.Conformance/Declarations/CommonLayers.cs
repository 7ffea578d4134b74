using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>Layers that both vocabularies have.</summary>
internal static class CommonLayers
{
    /// <summary>A layer without settings.</summary>
    public static Func<OperatorCall, Value> Plain(string kind) => call => call.Layer(new LayerText(kind));

    public static Value Convolution(OperatorCall call, Window window, int groups, Tensor weight, Tensor? bias)
    {
        LayerText layer = window.AddTo(new LayerText("Conv").Argument(LayerText.Number(weight.Shape[0])));
        if (groups != 1)
            layer.Property("Groups", LayerText.Number(groups));
        SetWeights(call, layer, weight.Floats, bias?.Floats);
        return call.Layer(layer, call.Map(0));
    }

    /// <summary>A transposed convolution; the weight is [in, out/groups, k…].</summary>
    public static Value TransposedConvolution(OperatorCall call, Window window, int[] outputPadding, int groups, Tensor weight, Tensor? bias)
    {
        LayerText layer = window.AddTo(new LayerText("ConvTranspose").Argument(LayerText.Number(weight.Shape[1] * groups)));
        if (outputPadding.Any(more => more > 0))
            layer.Property("OutputPaddings", LayerText.Numbers(outputPadding));
        if (groups != 1)
            layer.Property("Groups", LayerText.Number(groups));
        SetWeights(call, layer, weight.Floats, bias?.Floats);
        return call.Layer(layer, call.Map(0));
    }

    public static Value Pooling(OperatorCall call, string kind, Window window, bool? countPadding = null)
    {
        LayerText layer = window.AddTo(new LayerText(kind));
        if (countPadding is { } counted)
            layer.Property("CountPadding", counted ? "true" : "false");
        return call.Layer(layer, call.Map(0));
    }

    /// <summary>A matrix product with a [units, features] weight; every row of the input is an example.</summary>
    public static Value Dense(OperatorCall call, Value source, int units, float[] weight, float[]? bias)
    {
        LayerText layer = new LayerText("Dense").Argument(LayerText.Number(units));
        SetWeights(call, layer, weight, bias);
        return call.Layer(layer, Rows(call, source), rank: 2);
    }

    public static Value BatchNorm(OperatorCall call, double epsilon, double? momentum, bool frozen, params Tensor[] tensors)
    {
        LayerText layer = new LayerText("BatchNorm").Property("Epsilon", LayerText.Number(epsilon));
        if (momentum is { } share)
            layer.Property("Momentum", LayerText.Number(share));
        if (frozen)
            layer.Property("Frozen", "true");
        foreach ((string role, Tensor tensor) in ((string[])["weight", "bias", "running_mean", "running_var"]).Zip(tensors))
            call.Set(role, tensor);
        return call.Layer(layer, call.Map(0));
    }

    public static Value LeakyRelu(OperatorCall call, double slope) =>
        call.Layer(new LayerText("LeakyRelu").Argument(LayerText.Number(slope)));

    /// <summary>
    /// Softmax, or its logarithm, over one axis. Over an input it can be any: the axes before it count as examples, those after it as positions.
    /// </summary>
    public static Value Softmax(OperatorCall call, string kind, int axis)
    {
        Value source = call.Data(0);
        axis = Axis(axis, source.Rank);
        if (source.View is { } view)
            source = Value.Of(view.WithShape([InputView.Product(view.Shape.AsSpan(0, axis)), view.Shape[axis], .. Positions(view.Shape, axis)]));
        else if (axis != 1 || source.Relabelled)
            throw call.Unsupported($"over axis {axis} of {source.Rank}");
        return call.Layer(new LayerText(kind), source);
    }

    /// <summary>One vector for each combination of the axes before <paramref name="axis"/>.</summary>
    public static Value Flatten(OperatorCall call, int axis)
    {
        Value source = call.Data(0);
        axis = axis < 0 ? axis + source.Rank : axis;
        if (source.View is { } view)
            source = Value.Of(view.WithExamplesUpTo(axis));
        else if (axis != 1)
            throw call.Unsupported($"at axis {axis}");
        return call.Layer(new LayerText("Flatten"), source, rank: 2);
    }

    public static int Axis(int axis, int rank) => axis < 0 ? axis + rank : axis;

    private static int[] Positions(int[] shape, int axis) => axis + 1 < shape.Length ? [InputView.Product(shape.AsSpan(axis + 1))] : [];

    private static Value Rows(OperatorCall call, Value source)
    {
        if (source.View is { } view)
            return Value.Of(view.Shape.Length == 1 ? view.WithShape(1, view.Shape[0]) : view.WithExamplesUpTo(view.Shape.Length - 1));
        return source.Rank == 2 ? source : throw call.Unsupported($"over the last of {source.Rank} axes");
    }

    private static void SetWeights(OperatorCall call, LayerText layer, float[] weight, float[]? bias)
    {
        call.Set("weight", weight);
        if (bias is null)
            layer.Property("Bias", "BiasKind.None");
        else
            call.Set("bias", bias);
    }
}
