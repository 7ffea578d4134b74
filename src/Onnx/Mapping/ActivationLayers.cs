using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Onnx.Normalising;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Mapping;

/// <summary>Functions of one value.</summary>
internal static class ActivationLayers
{
    /// <summary>The family's operations.</summary>
    public static Dictionary<string, Func<OperationCall, AxisView>> Table { get; } = new()
    {
        ["Abs"] = Pointwise(_ => new AbsLayer()),
        ["Celu"] = Pointwise(settings => new CeluLayer(settings.Real("alpha"))),
        ["Clip"] = Pointwise(Clip),
        ["Cos"] = Pointwise(_ => new CosLayer()),
        ["Dropout"] = Pointwise(settings => new DropoutLayer(settings.Real("ratio"))),
        ["Elu"] = Pointwise(settings => new EluLayer(settings.Real("alpha"))),
        ["Erf"] = Pointwise(_ => new ErfLayer()),
        ["Exp"] = Pointwise(_ => new ExpLayer()),
        ["Floor"] = Pointwise(_ => new FloorLayer()),
        ["Gelu"] = Pointwise(settings => new GeluLayer(settings.Flag("tanh") ? GeluApproximation.Tanh : GeluApproximation.None)),
        ["HardSigmoid"] = Pointwise(settings => new HardSigmoidLayer(settings.Real("alpha"), settings.Real("beta"))),
        ["HardSwish"] = Pointwise(_ => new HardSwishLayer()),
        ["LeakyRelu"] = Pointwise(settings => new LeakyReluLayer(settings.Real("alpha"))),
        ["Log"] = Pointwise(_ => new LogLayer()),
        ["LogSigmoid"] = Pointwise(_ => new LogSigmoidLayer()),
        ["LogSoftmax"] = call => Softmax(call, new LogSoftmaxLayer()),
        ["Mish"] = Pointwise(_ => new MishLayer()),
        ["Neg"] = Pointwise(_ => new NegLayer()),
        ["PRelu"] = PRelu,
        ["Reciprocal"] = Pointwise(_ => new ReciprocalLayer()),
        ["Relu"] = Pointwise(_ => new ReluLayer()),
        ["Selu"] = Pointwise(settings => new SeluLayer(settings.Real("alpha"), settings.Real("gamma"))),
        ["Shrink"] = Pointwise(Shrink),
        ["Sigmoid"] = Pointwise(_ => new SigmoidLayer()),
        ["Sign"] = Sign,
        ["Sin"] = Pointwise(_ => new SinLayer()),
        ["Softmax"] = call => Softmax(call, new SoftmaxLayer()),
        ["Softplus"] = Pointwise(Softplus),
        ["Softsign"] = Pointwise(_ => new SoftsignLayer()),
        ["Sqrt"] = Pointwise(_ => new SqrtLayer()),
        ["Swish"] = Pointwise(settings => new SiluLayer(settings.Real("alpha"))),
        ["Tanh"] = Pointwise(_ => new TanhLayer()),
        ["TanhShrink"] = Pointwise(_ => new TanhShrinkLayer()),
        ["ThresholdedRelu"] = Pointwise(settings => new ThresholdedReluLayer(settings.Real("alpha"))),
    };

    private static Func<OperationCall, AxisView> Pointwise(Func<Settings, Layer> layer) => call => call.Pointwise(layer(call.Settings));

    private static Layer Clip(Settings settings) => (settings.Real("min"), settings.Real("max")) switch
    {
        (0, 6) => new Relu6Layer(),
        (0, double.PositiveInfinity) => new ReluLayer(),
        (double least, double most) => new HardTanhLayer(least, most),
    };

    // x·∞ without the infinity, which has no product with 0. Of the smallest numbers the first product is too small still.
    private static AxisView Sign(OperationCall call)
    {
        AxisView value = call.Data();
        for (int round = 0; round < 2; round++)
        {
            EquatableArray<double> factor = new(float.MaxValue);
            LayerValue large = call.Draft.Add(new ScaleLayer(Per: null, Init: null, factor), value.Source);
            value = value with { Source = call.Draft.Add(new HardTanhLayer(-1, 1), large) };
        }

        return value;
    }

    private static Layer Softplus(Settings settings) => new SoftplusLayer(
        settings.Has("beta") ? settings.Real("beta") : 1, settings.Has("threshold") ? settings.Real("threshold") : 20);

    private static Layer Shrink(Settings settings) => (settings.Real("lambda"), settings.Real("bias")) switch
    {
        ( < 0, _) => throw RefusalException.Setting("a negative threshold"),
        (double lambda, 0) => new HardShrinkLayer(lambda),
        (double lambda, double bias) => new SoftShrinkLayer(lambda, bias == lambda ? null : bias),
    };

    private static AxisView Softmax(OperationCall call, Layer layer)
    {
        AxisView source = call.Data();
        return call.Layer(source, OperationCall.Leading(source, call.Settings.Ints("axes")), layer);
    }

    private static AxisView PRelu(OperationCall call)
    {
        AxisView source = call.Data();
        OnnxTensor slopes = call.Constant(1, "slope");
        if (slopes.Length == 1)
        {
            return source with { Source = call.Draft.Add(new PReluLayer(PerChannel: false), source.Source, slopes.Floats) };
        }

        int[] own = [.. Enumerable.Repeat(1, source.Rank - slopes.Shape.Count), .. slopes.Shape];
        int[] varying = [.. source.Moving.Where(axis => own[axis] > 1)];
        int[][] groups = OperationCall.Leading(source, varying);
        LayerValue arranged = call.Arrange(source, groups);
        AxisView view = Arranger.View(arranged, source.Shape, groups, source);
        float[] perChannel = PerChannel.Of(view, slopes);
        return view with { Source = call.Draft.Add(new PReluLayer(PerChannel: true), arranged, perChannel) };
    }
}
