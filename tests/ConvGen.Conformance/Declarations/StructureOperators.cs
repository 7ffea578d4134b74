using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>Dense layers and what joins values, of both vocabularies.</summary>
internal static class StructureOperators
{
    public static OperatorFamily Family { get; } = new()
    {
        Onnx = new()
        {
            ["Add"] = ArithmeticOperators.Of("Add"),
            ["Concat"] = call => ChannelOperators.Concat(call, call.Attributes.Int("axis", 1)),
            ["Div"] = ArithmeticOperators.Of("Divide"),
            ["Dropout"] = Dropout,
            ["Gemm"] = OnnxMatrixOperators.Gemm,
            ["Identity"] = call => call.Data(0),
            ["MatMul"] = OnnxMatrixOperators.MatMul,
            ["Max"] = ArithmeticOperators.Of("Maximum"),
            ["Min"] = ArithmeticOperators.Of("Minimum"),
            ["Mul"] = ArithmeticOperators.Of("Multiply"),
            ["Split"] = ChannelOperators.Split,
            ["Sub"] = ArithmeticOperators.Of("Subtract"),
            ["Sum"] = ArithmeticOperators.Of("Add"),
        },
        Gradients = new()
        {
            ["Add"] = ArithmeticOperators.Of("Add"),
            ["Concat"] = call => ChannelOperators.Concat(call, call.Attributes.Int("dim")),
            ["Dropout"] = MaskedDropout,
            ["GLU"] = ChannelOperators.Glu,
            ["Linear"] = Linear,
            ["Mul"] = ArithmeticOperators.Of("Multiply"),
        },
    };

    // The case gives the mask: x · mask, times 1/(1 − p), which a batch normalisation by fixed statistics is that only scales.
    private static Value MaskedDropout(OperatorCall call)
    {
        Value mask = call.Data(1);
        int channels = mask.View?.Shape[1] ?? throw call.Unsupported("with a computed mask");
        OperatorCall masked = call.Named($"{call.Name}_masked");
        Value kept = call.Network.Join(new LayerText("Multiply"), masked.Name, [call.Data(0), mask]);
        float scale = (float)(1 / (1 - call.Attributes.Real("p")));
        foreach ((string role, float value) in ((string, float)[])[("weight", scale), ("bias", 0), ("running_mean", 0), ("running_var", 1)])
            call.Set(role, [.. Enumerable.Repeat(value, channels)]);
        LayerText factor = new LayerText("BatchNorm").Property("Epsilon", LayerText.Number(1e-20)).Property("Frozen", "true");
        return call.Layer(factor, kept);
    }

    private static Value Dropout(OperatorCall call)
    {
        if (call.HasOutput(1))
            throw call.Unsupported("with its mask as output");
        double ratio = call.OptionalConstant(1)?.Floats[0] ?? call.Attributes.Real("ratio", 0.5);
        bool training = call.OptionalConstant(2)?.Integers[0] is > 0;
        if (training && ratio > 0)
            throw call.Unsupported("in training with NumPy's random mask");
        return call.Layer(new LayerText("Dropout").Argument(LayerText.Number(ratio)));
    }

    private static Value Linear(OperatorCall call)
    {
        Tensor weight = call.Tensor("weight")!;
        return CommonLayers.Dense(call, call.Data(0), weight.Shape[0], weight.Floats, call.Tensor("bias")?.Floats);
    }
}
