using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Reading;

/// <summary>From each layer's attribute to its record: one line per layer.</summary>
public static class LayerReaders
{
    private static readonly Dictionary<string, Func<AttributeReading, Layer>> Readers = new()
    {
        // Convolution family.
        ["ConvAttribute"] = reading =>
            new ConvLayer(reading.Integer("filters"), reading.Window(), reading.Integer("Groups", 1), reading.Bias())
            {
                Algorithm = reading.Choice<ConvolutionAlgorithm>("Algorithm"),
                Flip = reading.Switch("Flip"),
                PadMode = reading.Choice<PadMode>("PadMode"),
            },
        ["ConvTransposeAttribute"] = reading =>
            new ConvTransposeLayer(reading.Integer("filters"), reading.Window(), reading.Integer("Groups", 1), reading.Bias())
            {
                OutputPadding = reading.GivenInteger("OutputPadding"),
                OutputPaddings = reading.GivenIntegers("OutputPaddings"),
            },
        ["DepthwiseConvAttribute"] = reading =>
            new DepthwiseConvLayer(reading.Window(), reading.Integer("Multiplier", 1), reading.Bias())
            {
                PadMode = reading.Choice<PadMode>("PadMode"),
            },
        ["LocallyConnectedAttribute"] = reading =>
            new LocallyConnectedLayer(reading.Integer("filters"), reading.Window(), reading.Bias(BiasKind.PerUnit)),
        ["TiledConvAttribute"] = reading =>
            new TiledConvLayer(reading.Integer("filters"), reading.Window(), reading.Integer("tiles", 2), reading.Bias()),
        ["ImageFilterAttribute"] = reading =>
            new ImageFilterLayer(reading.Choice<FilterKind>("kind"), reading.Window(ImageFilterLayer.DefaultSize))
            {
                Taps = reading.GivenFractions("Taps"),
                Sigma = reading.GivenFraction("Sigma"),
                PadMode = reading.Choice<PadMode>("PadMode"),
            },

        // Pooling.
        ["MaxPoolAttribute"] = reading => new MaxPoolLayer(reading.Window()),
        ["MinPoolAttribute"] = reading => new MinPoolLayer(reading.Window()),
        ["AvgPoolAttribute"] = reading => new AvgPoolLayer(reading.Window(), reading.Switch("CountPadding", true)),
        ["WeightedAvgPoolAttribute"] = reading => new WeightedAvgPoolLayer(reading.Window(), reading.Fraction("Sigma", 1)),
        ["LpPoolAttribute"] = reading => new LpPoolLayer(reading.Window(), reading.Fraction("Power", 2)),
        ["GlobalMaxPoolAttribute"] = _ => new GlobalMaxPoolLayer(),
        ["GlobalAvgPoolAttribute"] = _ => new GlobalAvgPoolLayer(),
        ["AdaptiveMaxPoolAttribute"] = reading => new AdaptiveMaxPoolLayer(reading.Integers("size")),
        ["AdaptiveAvgPoolAttribute"] = reading => new AdaptiveAvgPoolLayer(reading.Integers("size")),
        ["PyramidPoolAttribute"] = reading => new PyramidPoolLayer(reading.Integers("levels"), reading.Choice<PoolingKind>("Kind")),
        ["LearnedPoolAttribute"] = reading => new LearnedPoolLayer(reading.Window()),
        ["ClusterPoolAttribute"] = reading => new ClusterPoolLayer(reading.Integer("clusters"), reading.Choice<PoolingKind>("Kind")),
        ["MaxoutAttribute"] = reading => new MaxoutLayer(reading.Integer("pieces")),
        ["MaxUnpoolAttribute"] = _ => new MaxUnpoolLayer(),

        // Normalisation.
        ["BatchNormAttribute"] = reading =>
            new BatchNormLayer(reading.Fraction("Momentum", 0.1), reading.Fraction("Epsilon", 1e-5), reading.Switch("Frozen")),
        ["LayerNormAttribute"] = reading =>
            new LayerNormLayer(
                reading.GivenInteger("axes"),
                reading.Fraction("Epsilon", 1e-5),
                reading.Switch("Affine", true),
                reading.Bias() != BiasKind.None)
            {
                OverChannels = reading.Switch("OverChannels"),
            },
        ["RmsNormAttribute"] = reading =>
            new RmsNormLayer(reading.GivenInteger("axes"), reading.Fraction("Epsilon", 1e-5), reading.Switch("Affine", true))
            {
                OverChannels = reading.Switch("OverChannels"),
            },
        ["GroupNormAttribute"] = reading =>
            new GroupNormLayer(
                reading.Integer("groups"),
                reading.Fraction("Epsilon", 1e-5),
                reading.Switch("Affine", true),
                reading.Bias() != BiasKind.None),
        ["InstanceNormAttribute"] = reading =>
            new InstanceNormLayer(reading.Fraction("Epsilon", 1e-5), reading.Switch("Affine", true), reading.Bias() != BiasKind.None),
        ["LocalResponseNormAttribute"] = reading => new LocalResponseNormLayer(
            reading.Integer("size", 5), reading.Fraction("Alpha", 1e-4), reading.Fraction("Beta", 0.75), reading.Fraction("K", 1)),
        ["GlobalResponseNormAttribute"] = reading =>
            new GlobalResponseNormLayer(reading.Fraction("Epsilon", GlobalResponseNormLayer.DefaultEpsilon)),
        ["LpNormalizeAttribute"] = reading => new LpNormalizeLayer(
            reading.Choice<NormKind>("Norm"),
            reading.Integers("axes"),
            reading.Fraction("Epsilon", LpNormalizeLayer.DefaultEpsilon)),
        ["ScaleAttribute"] = reading => new ScaleLayer(
            reading.GivenChoice<ParameterScope>("Per"), reading.GivenFraction("Init"), reading.GivenFractions("Values")),
        ["ShiftAttribute"] = reading => new ShiftLayer(
            reading.GivenChoice<ParameterScope>("Per"), reading.GivenFraction("Init"), reading.GivenFractions("Values")),

        // Activation.
        ["ReluAttribute"] = _ => new ReluLayer(),
        ["Relu6Attribute"] = _ => new Relu6Layer(),
        ["LeakyReluAttribute"] = reading => new LeakyReluLayer(reading.Fraction("slope", 0.01)),
        ["SigmoidAttribute"] = _ => new SigmoidLayer(),
        ["TanhAttribute"] = _ => new TanhLayer(),
        ["PReluAttribute"] = reading => new PReluLayer(reading.Switch("PerChannel")),
        ["EluAttribute"] = reading => new EluLayer(reading.Fraction("alpha", 1.0)),
        ["SeluAttribute"] = reading =>
            new SeluLayer(reading.Fraction("Alpha", 1.67326319217681884765625), reading.Fraction("Gamma", 1.05070102214813232421875)),
        ["CeluAttribute"] = reading => new CeluLayer(reading.Fraction("alpha", 1.0)),
        ["GeluAttribute"] = reading => new GeluLayer(reading.Choice<GeluApproximation>("Approximate")),
        ["SiluAttribute"] = reading => new SiluLayer(reading.Fraction("Alpha", 1)),
        ["MishAttribute"] = _ => new MishLayer(),
        ["HardSigmoidAttribute"] = reading => new HardSigmoidLayer(reading.Fraction("Alpha", 1.0 / 6), reading.Fraction("Beta", 0.5)),
        ["LogSigmoidAttribute"] = _ => new LogSigmoidLayer(),
        ["HardTanhAttribute"] = reading => new HardTanhLayer(reading.Fraction("min", -1.0), reading.Fraction("max", 1.0)),
        ["HardSwishAttribute"] = _ => new HardSwishLayer(),
        ["SoftplusAttribute"] = reading => new SoftplusLayer(reading.Fraction("Beta", 1), reading.Fraction("Threshold", 20)),
        ["SoftsignAttribute"] = _ => new SoftsignLayer(),
        ["ThresholdedReluAttribute"] = reading => new ThresholdedReluLayer(reading.Fraction("threshold", 1.0)),
        ["SoftShrinkAttribute"] = reading => new SoftShrinkLayer(reading.Fraction("lambda", 0.5), reading.GivenFraction("Bias")),
        ["HardShrinkAttribute"] = reading => new HardShrinkLayer(reading.Fraction("lambda", 0.5)),
        ["TanhShrinkAttribute"] = _ => new TanhShrinkLayer(),
        ["ExpAttribute"] = _ => new ExpLayer(),
        ["LogAttribute"] = _ => new LogLayer(),
        ["SqrtAttribute"] = _ => new SqrtLayer(),
        ["AbsAttribute"] = _ => new AbsLayer(),
        ["NegAttribute"] = _ => new NegLayer(),
        ["ReciprocalAttribute"] = _ => new ReciprocalLayer(),
        ["PowAttribute"] = reading => new PowLayer(reading.Fraction("exponent")),
        ["ErfAttribute"] = _ => new ErfLayer(),
        ["FloorAttribute"] = _ => new FloorLayer(),
        ["SinAttribute"] = _ => new SinLayer(),
        ["CosAttribute"] = _ => new CosLayer(),
        ["SoftmaxAttribute"] = _ => new SoftmaxLayer(),
        ["LogSoftmaxAttribute"] = _ => new LogSoftmaxLayer(),

        // Dense and structure.
        ["InputAttribute"] = reading => new InputLayer(reading.Integers("shape"))
        {
            Layout = reading.Choice<InputLayout>("Layout"),
            Element = reading.Choice<InputElement>("Element"),
            Mean = reading.GivenFractions("Mean"),
            Std = reading.GivenFractions("Std"),
        },
        ["OutputAttribute"] = _ => new OutputLayer(),
        ["DenseAttribute"] = reading => new DenseLayer(reading.Integer("units"), reading.Bias() != BiasKind.None)
        {
            Weights = reading.Choice<WeightPrecision>("Weights"),
            AsConv = reading.Switch("AsConv"),
            Kernel = reading.GivenIntegers("Kernel"),
        },
        ["DropoutAttribute"] = reading => new DropoutLayer(reading.Fraction("p", 0.5)),
        ["AddAttribute"] = _ => new AddLayer(),
        ["SubtractAttribute"] = _ => new SubtractLayer(),
        ["MultiplyAttribute"] = _ => new MultiplyLayer(),
        ["DivideAttribute"] = _ => new DivideLayer(),
        ["MaximumAttribute"] = _ => new MaximumLayer(),
        ["MinimumAttribute"] = _ => new MinimumLayer(),
        ["MatMulAttribute"] = reading => new MatMulLayer(reading.Switch("TransposeFirst"), reading.Switch("TransposeSecond")),
        ["ConcatAttribute"] = _ => new ConcatLayer(),

        // Shape.
        ["SliceAttribute"] = reading => new SliceLayer(reading.Integer("start"), reading.Integer("count")),
        ["SplitAttribute"] = reading => new SplitLayer(reading.Integer("parts"), reading.Integer("part")),
        ["CropAttribute"] = reading =>
            new CropLayer(
                reading.Integers("size"), reading.GivenIntegers("Begin"), reading.GivenIntegers("End"), reading.Switch("Centered")),
        ["UpsampleAttribute"] = reading =>
            new UpsampleLayer(reading.Fractions("Scale", "scale"), reading.GivenIntegers("Size"), reading.Choice<UpsampleMode>("Mode"))
            {
                AlignCorners = reading.Switch("AlignCorners"),
                Coordinates = reading.Choice<SampleCoordinates>("Coordinates"),
                Rounding = reading.Choice<NearestRounding>("Rounding"),
                CubicCoefficient = reading.Fraction("CubicCoefficient", UpsampleLayer.DefaultCubicCoefficient),
                Antialias = reading.Switch("Antialias"),
                ExcludeOutside = reading.Switch("ExcludeOutside"),
            },
        ["PixelShuffleAttribute"] = reading => new PixelShuffleLayer(reading.Integer("r"), reading.Choice<PixelOrder>("Order")),
        ["PixelUnshuffleAttribute"] = reading => new PixelUnshuffleLayer(reading.Integer("r"), reading.Choice<PixelOrder>("Order")),
        ["ChannelShuffleAttribute"] = reading => new ChannelShuffleLayer(reading.Integer("groups")),
        ["ReshapeAttribute"] = reading => new ReshapeLayer(reading.Integers("shape")),
        ["ReduceAttribute"] = reading => new ReduceLayer(reading.Choice<ReductionKind>("kind"), reading.Integers("axes")),
        ["GatherAttribute"] = reading => new GatherLayer(reading.Integers("indices"), reading.Integer("Axis")),
        ["PermuteAttribute"] = reading => new PermuteLayer(reading.Integers("axes"))
        {
            Split = reading.GivenIntegers("Split"),
            Shape = reading.GivenIntegers("Shape"),
        },
        ["PadAttribute"] = reading =>
            new PadLayer(reading.Window() with { K = 1 }, reading.Choice<PadMode>("Mode"), reading.Fraction("Value")),
        ["FlattenAttribute"] = _ => new FlattenLayer(),
    };

    /// <summary>The names of all layers, as in brackets: without <c>Attribute</c>.</summary>
    public static IEnumerable<string> Names => Readers.Keys.Select(name => name.Substring(0, name.Length - "Attribute".Length));

    /// <summary>Whether an attribute of namespace ConvGen is a layer.</summary>
    public static bool IsLayer(string attributeName) => Readers.ContainsKey(attributeName);

    /// <summary>Reads a layer.</summary>
    public static LayerDeclaration Read(string attributeName, AttributeReading reading) =>
        new(Readers[attributeName](reading), reading.Text("Name") ?? reading.Text("name"), reading.Text("From"), reading.Texts("with"))
        {
            Share = reading.Text("Share"),
            Trainable = reading.Switch("Trainable", true),
        };
}
