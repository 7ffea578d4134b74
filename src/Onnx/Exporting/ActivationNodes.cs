using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Onnx.Protobuf;
using static ConvGen.Onnx.Exporting.NodeAttributes;

namespace ConvGen.Onnx.Exporting;

/// <summary>Activations and other functions of one value.</summary>
internal static class ActivationNodes
{
    // From this value of beta·x on, ln(1 + exp(beta·x)) is beta·x in single precision.
    private const double FullThreshold = 20;

    /// <summary>The family's layers.</summary>
    public static ExportTable Table { get; } = Build();

    private static ExportTable Build()
    {
        var table = new ExportTable();
        AddFunctions(table);
        AddRectifiers(table);
        AddSigmoids(table);
        AddGatedUnits(table);
        table.Add<SoftmaxLayer>((layer, _) => layer.Add("Softmax", layer.Input, Whole("axis", 1)));
        table.Add<LogSoftmaxLayer>((layer, _) => layer.Add("LogSoftmax", layer.Input, Whole("axis", 1)));
        return table;
    }

    private static void AddFunctions(ExportTable table)
    {
        table.Add<ExpLayer>("Exp");
        table.Add<LogLayer>("Log");
        table.Add<SqrtLayer>("Sqrt");
        table.Add<AbsLayer>("Abs");
        table.Add<NegLayer>("Neg");
        table.Add<ReciprocalLayer>("Reciprocal");
        table.Add<ErfLayer>("Erf");
        table.Add<FloorLayer>("Floor");
        table.Add<SinLayer>("Sin");
        table.Add<CosLayer>("Cos");
        table.Add<PowLayer>((layer, pow) => layer.Add("Pow", [layer.Input, layer.Constant("exponent", pow.Exponent)]));
    }

    private static void AddRectifiers(ExportTable table)
    {
        table.Add<ReluLayer>("Relu");
        table.Add<Relu6Layer>((layer, _) => Clip(layer, 0, 6));
        table.Add<LeakyReluLayer>((layer, relu) => layer.Add("LeakyRelu", layer.Input, Alpha(relu.Slope)));
        table.Add<PReluLayer>((layer, relu) => layer.Add(
            "PRelu",
            [
                layer.Input,
                relu.PerChannel ? layer.PerChannel(TensorRole.Slope, layer.InputShape.Rank) : layer.Tensor(TensorRole.Slope),
            ]));
        table.Add<ThresholdedReluLayer>((layer, relu) => layer.Add("ThresholdedRelu", layer.Input, Alpha(relu.Threshold)));
        table.Add<EluLayer>((layer, elu) => layer.Add("Elu", layer.Input, Alpha(elu.Alpha)));
        table.Add<SeluLayer>((layer, selu) => layer.Add("Selu", layer.Input, Alpha(selu.Alpha), Real("gamma", selu.Gamma)));
        table.Add<CeluLayer>((layer, celu) => layer.Add("Celu", layer.Input, Alpha(celu.Alpha)));
        table.Add<SoftShrinkLayer>((layer, shrink) => Shrink(layer, shrink.Lambda, shrink.Bias ?? shrink.Lambda));
        table.Add<HardShrinkLayer>((layer, shrink) => Shrink(layer, shrink.Lambda, 0));
    }

    private static void AddSigmoids(ExportTable table)
    {
        table.Add<SigmoidLayer>("Sigmoid");
        table.Add<TanhLayer>("Tanh");
        table.Add<SoftsignLayer>("Softsign");
        table.Add<HardSigmoidLayer>((layer, gate) =>
            layer.Add("HardSigmoid", layer.Input, Alpha(gate.Alpha), Real("beta", gate.Beta)));
        table.Add<HardTanhLayer>((layer, tanh) => Clip(layer, tanh.Min, tanh.Max));
        table.Add<LogSigmoidLayer>((layer, _) => layer.Add("Neg", layer.Add("Softplus", layer.Add("Neg", layer.Input))));
        table.Add<SoftplusLayer>(Softplus);
        table.Add<TanhShrinkLayer>((layer, _) => layer.Add("Sub", [layer.Input, layer.Add("Tanh", layer.Input)]));
    }

    private static void AddGatedUnits(ExportTable table)
    {
        table.Add<HardSwishLayer>("HardSwish");
        table.Add<GeluLayer>((layer, gelu) => gelu.Approximate == GeluApproximation.Tanh ? TanhGelu(layer) : ErfGelu(layer));
        table.Add<SiluLayer>((layer, silu) =>
        {
            string steep = silu.Alpha == 1 ? layer.Input : layer.Add("Mul", [layer.Input, layer.Constant("alpha", silu.Alpha)]);
            return layer.Add("Mul", [layer.Input, layer.Add("Sigmoid", steep)]);
        });
        table.Add<MishLayer>((layer, _) => layer.Add("Mul", [layer.Input, layer.Add("Tanh", layer.Add("Softplus", layer.Input))]));
    }

    private static AttributeProto Alpha(double value) => Real("alpha", value);

    private static string Shrink(ExportedLayer layer, double lambda, double bias) =>
        layer.Add("Shrink", layer.Input, Real("lambd", lambda), Real("bias", bias));

    private static string Clip(ExportedLayer layer, double least, double most)
    {
        string Limit(string what, double value) => double.IsInfinity(value) ? string.Empty : layer.Constant(what, value);
        string[] operands = [layer.Input, Limit("min", least), Limit("max", most)];
        return layer.Add("Clip", operands.AsEnumerable().Reverse().SkipWhile(operand => operand.Length == 0).Reverse());
    }

    // From the threshold on the result is x.
    private static string Softplus(ExportedLayer layer, SoftplusLayer softplus)
    {
        string steep = softplus.Beta == 1 ? layer.Input : layer.Add("Mul", [layer.Input, layer.Constant("beta", softplus.Beta)]);
        string smooth = layer.Add("Softplus", steep);
        string scaled = softplus.Beta == 1 ? smooth : layer.Add("Div", [smooth, layer.Constant("divisor", softplus.Beta)]);
        return softplus.Threshold >= FullThreshold
            ? scaled
            : layer.Add("Where", [layer.Add("Greater", [steep, layer.Constant("threshold", softplus.Threshold)]), layer.Input, scaled]);
    }

    // x·(1 + erf(x/√2))/2.
    private static string ErfGelu(ExportedLayer layer)
    {
        string erf = layer.Add("Erf", layer.Add("Div", [layer.Input, layer.Constant("root", Math.Sqrt(2))]));
        string product = layer.Add("Mul", [layer.Input, layer.Add("Add", [erf, layer.Constant("one", 1)])]);
        return layer.Add("Mul", [product, layer.Constant("half", 0.5)]);
    }

    // x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))/2.
    private static string TanhGelu(ExportedLayer layer)
    {
        string cube = layer.Add("Pow", [layer.Input, layer.Constant("three", 3)]);
        string inner = layer.Add("Add", [layer.Input, layer.Add("Mul", [cube, layer.Constant("cubic", 0.044715)])]);
        string tanh = layer.Add("Tanh", layer.Add("Mul", [inner, layer.Constant("slope", Math.Sqrt(2 / Math.PI))]));
        string product = layer.Add("Mul", [layer.Input, layer.Add("Add", [tanh, layer.Constant("one", 1)])]);
        return layer.Add("Mul", [product, layer.Constant("half", 0.5)]);
    }
}
