using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Layers.Structure;

namespace ConvGen.Onnx.Declarations;

/// <summary>
/// From each layer's record to the arguments of its attribute: the inverse of the reader, one line per layer with settings.
/// </summary>
internal static class LayerWriters
{
    private static readonly Dictionary<Type, Action<AttributeText, LayerDeclaration>> Writers = new()
    {
        // Convolution family.
        [typeof(ConvLayer)] = On<ConvLayer>((text, layer) => text
            .AddFilters(layer.Filters)
            .Window(layer.Window)
            .Set("Groups", layer.Groups, 1)
            .Set("Bias", layer.Bias)
            .Set("Algorithm", layer.Algorithm)
            .Set("Flip", layer.Flip)
            .Set("PadMode", layer.PadMode)),
        [typeof(ConvTransposeLayer)] = On<ConvTransposeLayer>((text, layer) => text
            .AddFilters(layer.Filters)
            .Window(layer.Window)
            .Set("Groups", layer.Groups, 1)
            .Set("Bias", layer.Bias)
            .Set("OutputPadding", layer.OutputPadding)
            .Set("OutputPaddings", layer.OutputPaddings)),
        [typeof(DepthwiseConvLayer)] = On<DepthwiseConvLayer>((text, layer) => text
            .Window(layer.Window)
            .Set("Multiplier", layer.Multiplier, 1)
            .Set("Bias", layer.Bias)
            .Set("PadMode", layer.PadMode)),
        [typeof(LocallyConnectedLayer)] = On<LocallyConnectedLayer>((text, layer) => text
            .AddFilters(layer.Filters)
            .Window(layer.Window)
            .Set("Bias", layer.Bias, BiasKind.PerUnit)),
        [typeof(TiledConvLayer)] = On<TiledConvLayer>((text, layer) => text
            .AddFilters(layer.Filters)
            .Window(layer.Window, window => window.Parameter("tiles", layer.Tiles))
            .Set("Bias", layer.Bias)),
        [typeof(ImageFilterLayer)] = On<ImageFilterLayer>((text, layer) => text
            .Add(layer.Filter)
            .Window(layer.Window)
            .Set("Taps", layer.Taps)
            .Set("Sigma", layer.Sigma)
            .Set("PadMode", layer.PadMode)),

        // Pooling.
        [typeof(MaxPoolLayer)] = On<MaxPoolLayer>((text, layer) => text.Window(layer.Window)),
        [typeof(MinPoolLayer)] = On<MinPoolLayer>((text, layer) => text.Window(layer.Window)),
        [typeof(AvgPoolLayer)] = On<AvgPoolLayer>((text, layer) => text
            .Window(layer.Window)
            .Set("CountPadding", layer.CountPadding, true)),
        [typeof(WeightedAvgPoolLayer)] = On<WeightedAvgPoolLayer>((text, layer) => text
            .Window(layer.Window)
            .Set("Sigma", layer.Sigma, 1.0)),
        [typeof(LpPoolLayer)] = On<LpPoolLayer>((text, layer) => text.Window(layer.Window).Set("Power", layer.Power, 2.0)),
        [typeof(LearnedPoolLayer)] = On<LearnedPoolLayer>((text, layer) => text.Window(layer.Window)),
        [typeof(AdaptiveMaxPoolLayer)] = On<AdaptiveMaxPoolLayer>((text, layer) => text.AddAll(layer.Size)),
        [typeof(AdaptiveAvgPoolLayer)] = On<AdaptiveAvgPoolLayer>((text, layer) => text.AddAll(layer.Size)),
        [typeof(PyramidPoolLayer)] = On<PyramidPoolLayer>((text, layer) => text.AddAll(layer.Levels).Set("Kind", layer.Pooling)),
        [typeof(ClusterPoolLayer)] = On<ClusterPoolLayer>((text, layer) => text.Add(layer.Clusters).Set("Kind", layer.Pooling)),
        [typeof(MaxoutLayer)] = On<MaxoutLayer>((text, layer) => text.Add(layer.Pieces)),

        // Normalisation.
        [typeof(BatchNormLayer)] = On<BatchNormLayer>((text, layer) => text
            .Set("Momentum", layer.Momentum, 0.1)
            .Set("Epsilon", layer.Epsilon, 1e-5)
            .Set("Frozen", layer.Frozen)),
        [typeof(LayerNormLayer)] = On<LayerNormLayer>((text, layer) => text
            .AddAll(layer.Axes is { } axes ? [axes] : Array.Empty<int>())
            .Normalisation(layer)
            .Set("Bias", layer.Bias ? BiasKind.PerChannel : BiasKind.None)
            .Set("OverChannels", layer.OverChannels)),
        [typeof(RmsNormLayer)] = On<RmsNormLayer>((text, layer) => text
            .AddAll(layer.Axes is { } axes ? [axes] : Array.Empty<int>())
            .Normalisation(layer)
            .Set("OverChannels", layer.OverChannels)),
        [typeof(GroupNormLayer)] = On<GroupNormLayer>((text, layer) => text
            .Add(layer.Groups)
            .Normalisation(layer)
            .Set("Bias", layer.Bias ? BiasKind.PerChannel : BiasKind.None)),
        [typeof(InstanceNormLayer)] = On<InstanceNormLayer>((text, layer) => text
            .Normalisation(layer)
            .Set("Bias", layer.Bias ? BiasKind.PerChannel : BiasKind.None)),
        [typeof(ScaleLayer)] = On<ScaleLayer>((text, layer) => text
            .Set("Per", layer.Per)
            .Set("Init", layer.Init)
            .Set("Values", layer.Values)),
        [typeof(ShiftLayer)] = On<ShiftLayer>((text, layer) => text
            .Set("Per", layer.Per)
            .Set("Init", layer.Init)
            .Set("Values", layer.Values)),
        [typeof(LocalResponseNormLayer)] = On<LocalResponseNormLayer>((text, layer) => text
            .Add(layer.Size)
            .Set("Alpha", layer.Alpha, 1e-4)
            .Set("Beta", layer.Beta, 0.75)
            .Set("K", layer.K, 1.0)),
        [typeof(GlobalResponseNormLayer)] = On<GlobalResponseNormLayer>((text, layer) => text
            .Set("Epsilon", layer.Epsilon, GlobalResponseNormLayer.DefaultEpsilon)),
        [typeof(LpNormalizeLayer)] = On<LpNormalizeLayer>((text, layer) => text
            .AddAll(layer.Axes)
            .Set("Norm", layer.Norm)
            .Set("Epsilon", layer.Epsilon, LpNormalizeLayer.DefaultEpsilon)),

        // Activation.
        [typeof(LeakyReluLayer)] = On<LeakyReluLayer>((text, layer) => text.Add(layer.Slope, 0.01)),
        [typeof(PReluLayer)] = On<PReluLayer>((text, layer) => text.Set("PerChannel", layer.PerChannel)),
        [typeof(EluLayer)] = On<EluLayer>((text, layer) => text.Add(layer.Alpha, 1)),
        [typeof(SeluLayer)] = On<SeluLayer>((text, layer) => text
            .Set("Alpha", layer.Alpha, 1.67326319217681884765625)
            .Set("Gamma", layer.Gamma, 1.05070102214813232421875)),
        [typeof(CeluLayer)] = On<CeluLayer>((text, layer) => text.Add(layer.Alpha, 1)),
        [typeof(GeluLayer)] = On<GeluLayer>((text, layer) => text.Set("Approximate", layer.Approximate)),
        [typeof(SiluLayer)] = On<SiluLayer>((text, layer) => text.Set("Alpha", layer.Alpha, 1.0)),
        [typeof(HardSigmoidLayer)] = On<HardSigmoidLayer>((text, layer) => text
            .Set("Alpha", layer.Alpha, 1.0 / 6)
            .Set("Beta", layer.Beta, 0.5)),
        [typeof(PowLayer)] = On<PowLayer>((text, layer) => text.Add(layer.Exponent, double.NaN)),
        [typeof(HardTanhLayer)] = On<HardTanhLayer>((text, layer) =>
            text.AddAll(layer is { Min: -1, Max: 1 } ? [] : [AttributeValue.Of(layer.Min), AttributeValue.Of(layer.Max)])),
        [typeof(SoftplusLayer)] = On<SoftplusLayer>((text, layer) => text
            .Set("Beta", layer.Beta, 1.0)
            .Set("Threshold", layer.Threshold, 20.0)),
        [typeof(ThresholdedReluLayer)] = On<ThresholdedReluLayer>((text, layer) => text.Add(layer.Threshold, 1)),
        [typeof(SoftShrinkLayer)] = On<SoftShrinkLayer>((text, layer) => text.Add(layer.Lambda, 0.5).Set("Bias", layer.Bias)),
        [typeof(HardShrinkLayer)] = On<HardShrinkLayer>((text, layer) => text.Add(layer.Lambda, 0.5)),

        // Dense and structure.
        [typeof(InputLayer)] = On<InputLayer>((text, layer) => text
            .AddAll(layer.Dimensions)
            .Set("Layout", layer.Layout)
            .Set("Element", layer.Element)
            .Set("Mean", layer.Mean)
            .Set("Std", layer.Std)),
        [typeof(DenseLayer)] = On<DenseLayer>((text, layer) => text
            .AddFilters(layer.Units)
            .Set("Bias", layer.Bias ? BiasKind.PerChannel : BiasKind.None)
            .Set("Weights", layer.Weights)
            .Set("AsConv", layer.AsConv)
            .Set("Kernel", layer.Kernel)),
        [typeof(DropoutLayer)] = On<DropoutLayer>((text, layer) => text.Add(layer.Probability, 0.5)),

        // Shape.
        [typeof(SliceLayer)] = On<SliceLayer>((text, layer) => text.Add(layer.Start).Add(layer.Count)),
        [typeof(SplitLayer)] = On<SplitLayer>((text, layer) => text.Add(layer.Parts).Add(layer.Part)),
        [typeof(CropLayer)] = On<CropLayer>((text, layer) => text
            .AddAll(layer.Size)
            .Set("Begin", layer.Begin)
            .Set("End", layer.End)
            .Set("Centered", layer.Centered)),
        [typeof(UpsampleLayer)] = On<UpsampleLayer>((text, layer) => text
            .AddAll(layer.Scale.Select(AttributeValue.Of))
            .Set("Size", layer.Size)
            .Set("Mode", layer.Mode)
            .Set("AlignCorners", layer.AlignCorners)
            .Set("Coordinates", layer.Coordinates)
            .Set("Rounding", layer.Rounding)
            .Set("CubicCoefficient", layer.CubicCoefficient, UpsampleLayer.DefaultCubicCoefficient)
            .Set("Antialias", layer.Antialias)
            .Set("ExcludeOutside", layer.ExcludeOutside)),
        [typeof(PixelShuffleLayer)] = On<PixelShuffleLayer>((text, layer) => text.Add(layer.R).Set("Order", layer.Order)),
        [typeof(PixelUnshuffleLayer)] = On<PixelUnshuffleLayer>((text, layer) => text.Add(layer.R).Set("Order", layer.Order)),
        [typeof(ChannelShuffleLayer)] = On<ChannelShuffleLayer>((text, layer) => text.Add(layer.Groups)),
        [typeof(MatMulLayer)] = On<MatMulLayer>((text, layer) => text
            .Set("TransposeFirst", layer.TransposeFirst)
            .Set("TransposeSecond", layer.TransposeSecond)),
        [typeof(PermuteLayer)] = On<PermuteLayer>((text, layer) => text
            .AddAll(layer.Axes)
            .Set("Split", layer.Split)
            .Set("Shape", layer.Shape)),
        [typeof(GatherLayer)] = On<GatherLayer>((text, layer) => text.AddAll(layer.Indices).Set("Axis", layer.Axis, 0)),
        [typeof(ReduceLayer)] = On<ReduceLayer>((text, layer) => text.Add(layer.Reduction).AddAll(layer.Axes)),
        [typeof(ReshapeLayer)] = On<ReshapeLayer>((text, layer) => text.AddAll(layer.Dimensions)),
        [typeof(PadLayer)] = On<PadLayer>((text, layer) => text
            .Window(layer.Window with { K = null })
            .Set("Mode", layer.Mode)
            .Set("Value", layer.Value, 0.0)),
    };

    /// <summary>The attribute of a layer, with its name and what it reads.</summary>
    public static AttributeText Write(LayerDeclaration declared)
    {
        bool joins = declared.From is null
            && declared.Layer is PointwiseLayer or AffineLayer or BatchNormLayer or NormalisationLayer or OutputLayer;
        var text = new AttributeText(declared.Layer.Kind) { JoinsLine = joins };
        text.AddAll(declared.With.Select(AttributeValue.Of));
        bool isOutput = declared.Layer is OutputLayer;
        if (isOutput && declared.Name is { } output)
        {
            text.AddAll([AttributeValue.Of(output)]);
        }

        if (Writers.TryGetValue(declared.Layer.GetType(), out Action<AttributeText, LayerDeclaration>? write))
        {
            write(text, declared);
        }

        return text
            .Set("Name", isOutput ? null : declared.Name)
            .Set("From", declared.From)
            .Set("Share", declared.Share)
            .Set("Trainable", declared.Trainable, true);
    }

    private static Action<AttributeText, LayerDeclaration> On<TLayer>(Action<AttributeText, TLayer> write)
        where TLayer : Layer => (text, declared) => write(text, (TLayer)declared.Layer);

    private static AttributeText Normalisation(this AttributeText text, NormalisationLayer layer) => text
        .Set("Epsilon", layer.Epsilon, 1e-5)
        .Set("Affine", layer.Affine, true);
}
