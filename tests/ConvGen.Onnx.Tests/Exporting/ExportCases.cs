namespace ConvGen.Onnx.Tests.Exporting;

/// <summary>Small networks, each for one kind of layer: with sizes, windows and settings that are no round numbers.</summary>
internal static class ExportCases
{
    /// <summary>Kinds of layers that ONNX has nothing for, and why.</summary>
    public static IReadOnlyDictionary<string, string> WithoutCounterpart { get; } = new Dictionary<string, string>
    {
        ["ClusterPool"] = "it compares positions with codewords",
    };

    /// <summary>For each kind of layer attributes of networks that have it.</summary>
    public static IReadOnlyDictionary<string, string[]> Networks { get; } = new Dictionary<string, string[]>
    {
        ["Conv"] =
        [
            "[Input(3, 7, 9)] [Conv(4, k: 3, p: 1)]",
            "[Input(4, 11)] [Conv(6, k: 4, s: 2, p: 1, Groups = 2, Bias = BiasKind.None, Rounding = RoundingMode.Floor)]",
            "[Input(4, 11)] [Conv(6, k: 3, s: 2, Dilation = 2, Padding = PaddingKind.Causal)]",
            "[Input(2, 5, 6, 4)] [Conv(3, k: 2, Dilation = 2, Bias = BiasKind.PerUnit)]",
            "[Input(3, 8, 6)] [Conv(5, Kernel = [3, 2], Stride = [2, 3], PadBegin = [2, 0], PadEnd = [0, 1], Rounding = RoundingMode.Ceiling)]",
            "[Input(3, 7, 6)] [Conv(4, k: 3, p: 2, Flip = true, PadMode = PadMode.Reflect)]",
            "[Input(3, 7, 6)] [Conv(4, k: 3, p: 2, PadMode = PadMode.Circular)]",
            "[Input(3, 7, 6)] [Conv(4, k: 3, Padding = PaddingKind.Same, PadMode = PadMode.Replicate)]",
        ],
        ["ConvTranspose"] =
        [
            "[Input(3, 5, 4)] [ConvTranspose(4, k: 3, s: 2, p: 1)]",
            "[Input(4, 5)] [ConvTranspose(6, k: 4, s: 3, Groups = 2, OutputPadding = 2)]",
            "[Input(2, 3, 4)] [ConvTranspose(3, k: 3, s: 2, Dilation = 2, Bias = BiasKind.PerUnit, OutputPaddings = [1, 0])]",
        ],
        ["DepthwiseConv"] =
        [
            "[Input(5, 7, 9)] [DepthwiseConv(k: 3, s: 2, p: 1, Multiplier = 2)]",
            "[Input(5, 9)] [DepthwiseConv(k: 4, p: 3, PadMode = PadMode.Reflect)]",
        ],
        ["LocallyConnected"] =
        [
            "[Input(3, 6, 5)] [LocallyConnected(4, k: 3, s: 1, p: 1)]",
            "[Input(2, 9)] [LocallyConnected(3, k: 2, s: 3, Rounding = RoundingMode.Floor, Bias = BiasKind.PerChannel)]",
        ],
        ["TiledConv"] =
        [
            "[Input(3, 6, 5)] [TiledConv(4, k: 3, tiles: 2, p: 1)]",
            "[Input(3, 9)] [TiledConv(4, k: 2, tiles: 3, Bias = BiasKind.None)]",
        ],
        ["ImageFilter"] =
        [
            "[Input(3, 7, 8)] [ImageFilter(FilterKind.SobelHorizontal, p: 1)]",
            "[Input(2, 9)] [ImageFilter(FilterKind.Gaussian, k: 5, p: 2, Sigma = 1.3, PadMode = PadMode.Replicate)]",
        ],
        ["MaxPool"] =
        [
            "[Input(3, 7, 9)] [MaxPool(k: 2, Rounding = RoundingMode.Floor)]",
            "[Input(3, 7, 8)] [MaxPool(k: 3, s: 2, p: 1, Rounding = RoundingMode.Ceiling)]",
            "[Input(3, 12)] [MaxPool(k: 2, s: 1, p: 2, Dilation = 3)]",
            "[Input(3, 7, 6)] [MaxPool(k: 2, s: 3, Rounding = RoundingMode.Ceiling), Conv(2, k: 2, Bias = BiasKind.PerUnit)]",
        ],
        ["MinPool"] = ["[Input(3, 7, 9)] [MinPool(k: 3, s: 2, p: 1)]"],
        ["AvgPool"] =
        [
            "[Input(3, 7, 9)] [AvgPool(k: 3, s: 2, p: 1)]",
            "[Input(3, 7, 8)] [AvgPool(k: 3, s: 2, p: 1, CountPadding = false, Rounding = RoundingMode.Ceiling)]",
            "[Input(3, 7, 8)] [AvgPool(k: 3, s: 2, p: 1, Rounding = RoundingMode.Ceiling)]",
            "[Input(3, 7, 6)] [AvgPool(k: 2, s: 3, Rounding = RoundingMode.Ceiling), Conv(2, k: 2, Bias = BiasKind.PerUnit)]",
            "[Input(3, 11)] [AvgPool(k: 3, s: 1, p: 2, Dilation = 2)]",
            "[Input(3, 11)] [AvgPool(k: 3, s: 1, p: 2, Dilation = 2, CountPadding = false)]",
        ],
        ["WeightedAvgPool"] =
        [
            "[Input(3, 7, 9)] [WeightedAvgPool(k: 3, s: 2, p: 1, Sigma = 0.7)]",
            "[Input(3, 9)] [WeightedAvgPool(k: 2, s: 1, Dilation = 2)]",
        ],
        ["LpPool"] =
        [
            "[Input(3, 7, 9)] [LpPool(k: 3, s: 2, p: 1)]",
            "[Input(3, 7, 8)] [LpPool(k: 2, Power = 3, Rounding = RoundingMode.Ceiling)]",
            "[Input(3, 11)] [LpPool(k: 2, s: 1, p: 1, Power = 1.5, Dilation = 2)]",
        ],
        ["GlobalMaxPool"] = ["[Input(3, 5, 4)] [GlobalMaxPool]"],
        ["GlobalAvgPool"] = ["[Input(3, 5, 4, 2)] [GlobalAvgPool]"],
        ["AdaptiveMaxPool"] = ["[Input(3, 8, 7)] [AdaptiveMaxPool(4, 3)]", "[Input(3, 8, 7)] [AdaptiveMaxPool(3, 4)]"],
        ["AdaptiveAvgPool"] = ["[Input(3, 9, 6)] [AdaptiveAvgPool(3)]", "[Input(3, 11)] [AdaptiveAvgPool(4)]", "[Input(3, 2, 5)] [AdaptiveAvgPool(3)]"],
        ["PyramidPool"] = ["[Input(3, 7, 6)] [PyramidPool(1, 2, 3)]", "[Input(3, 7)] [PyramidPool(2, Kind = PoolingKind.Average)]"],
        ["LearnedPool"] = ["[Input(3, 7, 9)] [LearnedPool(k: 3, s: 2, p: 1)]"],
        ["Maxout"] = ["[Input(6, 4, 5)] [Maxout(3)]", "[Input(6)] [Maxout(2)]"],
        ["MaxUnpool"] =
        [
            "[Input(3, 8, 6)] [MaxPool(k: 2)] [Relu] [MaxUnpool(From = \"pool1\")]",
            "[Input(3, 7, 7)] [MaxPool(k: 3, s: 2, p: 1)] [MaxUnpool(From = \"pool1\")]",
            "[Input(1, 1, 6)] [MaxPool(k: 2, p: 1, Rounding = RoundingMode.Ceiling)] [MaxUnpool(From = \"pool1\")]",
        ],
        ["BatchNorm"] = ["[Input(5, 4, 3)] [BatchNorm(Epsilon = 0.01)]", "[Input(7)] [BatchNorm]"],
        ["LayerNorm"] =
        [
            "[Input(5, 4, 3)] [LayerNorm]",
            "[Input(5, 4, 3)] [LayerNorm(OverChannels = true)]",
            "[Input(7, 6)] [LayerNorm(OverChannels = true, Bias = BiasKind.None)]",
            "[Input(5, 4, 3)] [LayerNorm(1, Affine = false)]",
            "[Input(7)] [LayerNorm(Bias = BiasKind.None)]",
        ],
        ["RmsNorm"] = ["[Input(5, 4, 3)] [RmsNorm(2)]", "[Input(5, 4, 3)] [RmsNorm(OverChannels = true)]", "[Input(7)] [RmsNorm(Affine = false)]"],
        ["GroupNorm"] = ["[Input(6, 4, 3)] [GroupNorm(3)]", "[Input(6)] [GroupNorm(2, Bias = BiasKind.None)]"],
        ["InstanceNorm"] = ["[Input(5, 4, 3)] [InstanceNorm]", "[Input(5, 9)] [InstanceNorm(Affine = false)]"],
        ["LocalResponseNorm"] =
        [
            "[Input(7, 4, 3)] [LocalResponseNorm(3, Alpha = 0.7, Beta = 0.6, K = 2)]",
            "[Input(7, 5)] [LocalResponseNorm(4, Alpha = 0.7)]",
            "[Input(7)] [LocalResponseNorm(5, Alpha = 0.7)]",
        ],
        ["GlobalResponseNorm"] = ["[Input(5, 4, 3)] [GlobalResponseNorm]", "[Input(5, 6)] [GlobalResponseNorm(Epsilon = 0.01)]"],
        ["LpNormalize"] =
        [
            "[Input(5, 4, 3)] [LpNormalize]",
            "[Input(5, 4, 3)] [LpNormalize(2, Norm = NormKind.L1)]",
            "[Input(5, 4, 3)] [LpNormalize(2, 0, Epsilon = 0.01)]",
            "[Input(5, 4, 3)] [LpNormalize(Epsilon = 0)]",
            "[Input(5, 4, 3)] [LpNormalize(0, 2, Epsilon = 0, Norm = NormKind.L1)]",
            "[Input(7)] [LpNormalize(Epsilon = 0)]",
        ],
        ["Scale"] =
        [
            "[Input(3, 4, 5)] [Scale]",
            "[Input(3, 4)] [Scale(Per = ParameterScope.Element)]",
            "[Input(3)] [Scale(Per = ParameterScope.Scalar)]",
            "[Input(3, 4)] [Scale(Values = [0.5, -1, 2])]",
        ],
        ["Shift"] = ["[Input(3, 4, 5)] [Shift]", "[Input(3, 4)] [Shift(Per = ParameterScope.Element)]", "[Input(3, 4)] [Shift(Values = [0.5])]"],
        ["Relu"] = ["[Input(3, 4)] [Relu]"],
        ["Relu6"] = ["[Input(3, 4)] [Scale(Values = [5]), Relu6]"],
        ["LeakyRelu"] = ["[Input(3, 4)] [LeakyRelu(0.2)]"],
        ["Sigmoid"] = ["[Input(3, 4)] [Sigmoid]"],
        ["Tanh"] = ["[Input(3, 4)] [Tanh]"],
        ["PRelu"] = ["[Input(3, 4, 2)] [PRelu(PerChannel = true)]", "[Input(3, 4)] [PRelu]"],
        ["Elu"] = ["[Input(3, 4)] [Elu(0.7)]"],
        ["Selu"] = ["[Input(3, 4)] [Selu]"],
        ["Celu"] = ["[Input(3, 4)] [Celu(0.7)]"],
        ["Gelu"] = ["[Input(3, 4)] [Gelu]", "[Input(3, 4)] [Gelu(Approximate = GeluApproximation.Tanh)]"],
        ["Silu"] = ["[Input(3, 4)] [Silu]", "[Input(3, 4)] [Silu(Alpha = 1.5)]"],
        ["Mish"] = ["[Input(3, 4)] [Mish]"],
        ["HardSigmoid"] = ["[Input(3, 4)] [HardSigmoid(Alpha = 0.2, Beta = 0.4)]"],
        ["LogSigmoid"] = ["[Input(3, 4)] [LogSigmoid]"],
        ["HardTanh"] =
        [
            "[Input(3, 4)] [HardTanh(-0.3, 0.6)]",
            "[Input(3, 4)] [HardTanh(double.NegativeInfinity, 0.2)]",
            "[Input(3, 4)] [HardTanh(0.1, double.PositiveInfinity)]",
        ],
        ["HardSwish"] = ["[Input(3, 4)] [HardSwish]"],
        ["Softplus"] = ["[Input(3, 4)] [Softplus]", "[Input(3, 4)] [Softplus(Beta = 2, Threshold = 1)]"],
        ["Softsign"] = ["[Input(3, 4)] [Softsign]"],
        ["ThresholdedRelu"] = ["[Input(3, 4)] [ThresholdedRelu(0.3)]"],
        ["SoftShrink"] = ["[Input(3, 4)] [SoftShrink(0.3)]", "[Input(3, 4)] [SoftShrink(0.3, Bias = 0.1)]"],
        ["HardShrink"] = ["[Input(3, 4)] [HardShrink(0.3)]"],
        ["TanhShrink"] = ["[Input(3, 4)] [Scale(Values = [3]), TanhShrink]"],
        ["Exp"] = ["[Input(3, 4)] [Exp]"],
        ["Log"] = ["[Input(3, 4)] [Abs, Shift(Values = [0.5]), Log]"],
        ["Sqrt"] = ["[Input(3, 4)] [Abs, Sqrt]"],
        ["Abs"] = ["[Input(3, 4)] [Abs]"],
        ["Neg"] = ["[Input(3, 4)] [Neg]"],
        ["Reciprocal"] = ["[Input(3, 4)] [Abs, Shift(Values = [0.5]), Reciprocal]"],
        ["Pow"] = ["[Input(3, 4)] [Abs, Pow(1.7)]", "[Input(3, 4)] [Pow(3)]"],
        ["Erf"] = ["[Input(3, 4)] [Erf]"],
        ["Floor"] = ["[Input(3, 4)] [Scale(Values = [9]), Floor]"],
        ["Sin"] = ["[Input(3, 4)] [Sin]"],
        ["Cos"] = ["[Input(3, 4)] [Cos]"],
        ["Softmax"] = ["[Input(5, 3, 4)] [Softmax]", "[Input(5)] [Softmax]"],
        ["LogSoftmax"] = ["[Input(5, 3, 4)] [LogSoftmax]", "[Input(5)] [LogSoftmax]"],
        ["Input"] =
        [
            "[Input(3, 4, 5, Layout = InputLayout.Interleaved, Mean = [0.1, -0.2, 0.3], Std = [0.5, 2, 0.7])] [Conv(2, k: 3, p: 1)]",
            "[Input(3, 4, 5, Layout = InputLayout.Interleaved, Element = InputElement.Byte, Mean = [0.5], Std = [0.25])] [Conv(2, k: 3)]",
            "[Input(7, Element = InputElement.Byte)] [Dense(3)]",
            "[Input(3, 4, Name = \"left\")] [Input(2, 4, Name = \"right\")] [Concat(\"left\")]",
        ],
        ["Output"] =
        [
            "[Input(3, 4)] [Relu, Output(\"positive\")] [Neg, Output(\"negative\")]",
            "[Input(3, 4)] [Relu, Output(\"one\"), Output(\"other\")]",
        ],
        ["Dense"] =
        [
            "[Input(5)] [Dense(3)]",
            "[Input(2, 3, 4)] [Dense(5, Bias = BiasKind.None)]",
            "[Input(2, 3, 4)] [Dense(5, AsConv = true, Kernel = [2, 3])]",
        ],
        ["Dropout"] = ["[Input(3, 4)] [Relu, Dropout(0.3), Neg]"],
        ["Add"] =
        [
            "[Input(3, 4)] [Relu, Sigmoid(From = \"input\"), Add(\"relu1\", \"input\")]",
            "[Input(3, 4, 5)] [Relu, GlobalAvgPool, Flatten, Add(\"relu1\")]",
        ],
        ["Subtract"] = ["[Input(3, 4)] [Relu, Tanh(From = \"input\"), Subtract(\"relu1\", \"input\")]"],
        ["Multiply"] = ["[Input(3, 4, 2)] [GlobalAvgPool, Sigmoid, Multiply(\"input\")]"],
        ["Divide"] = ["[Input(3, 4)] [Exp, Tanh(From = \"input\"), Divide(\"exp1\")]"],
        ["MatMul"] =
        [
            "[Input(3, 4, Name = \"a\")] [Input(4, 5, Name = \"b\")] [MatMul(\"a\", \"b\")]",
            "[Input(4, 2, 3, Name = \"a\")] [Input(5, 2, 4, Name = \"b\")] [MatMul(\"a\", \"b\", TransposeFirst = true, TransposeSecond = true)]",
        ],
        ["Maximum"] = ["[Input(3, 4)] [Neg, Tanh(From = \"input\"), Maximum(\"neg1\", \"input\")]"],
        ["Minimum"] = ["[Input(3, 4)] [Neg, Minimum(\"input\")]"],
        ["Concat"] = ["[Input(3, 4)] [Neg, Exp(From = \"input\"), Concat(\"neg1\", \"input\")]"],
        ["Slice"] = ["[Input(7, 4)] [Slice(2, 3)]", "[Input(7)] [Slice(5)]"],
        ["Split"] = ["[Input(6, 4)] [Split(3, 1)]"],
        ["Crop"] = ["[Input(3, 7, 8)] [Crop(4, 5, Begin = [1, 2])]", "[Input(3, 7)] [Crop(4, Centered = true)]"],
        ["Upsample"] =
        [
            "[Input(3, 4, 5)] [Upsample(2)]",
            "[Input(3, 5)] [Upsample(3, Mode = UpsampleMode.Bilinear)]",
            "[Input(3, 4, 5)] [Upsample(Size = [7, 3], Mode = UpsampleMode.Bilinear, AlignCorners = true)]",
            "[Input(2, 3, 4, 2)] [Upsample(2, Mode = UpsampleMode.Bilinear)]",
            "[Input(2, 4, 9)] [Upsample(1.5, 0.5, Mode = UpsampleMode.Bilinear, AlignCorners = true)]",
            "[Input(3, 4, 5)] [Upsample(2, Mode = UpsampleMode.Bicubic)]",
            "[Input(3, 5)] [Upsample(3, Mode = UpsampleMode.Bicubic, CubicCoefficient = -0.5, ExcludeOutside = true)]",
            "[Input(3, 4, 5)] [Upsample(2, Coordinates = SampleCoordinates.HalfPixelForNearest)]",
            "[Input(3, 4, 5)] [Upsample(Size = [3, 4], Mode = UpsampleMode.Bilinear, Coordinates = SampleCoordinates.AlignScaledCorners)]",
            "[Input(3, 4, 6)] [Upsample(1.5, Coordinates = SampleCoordinates.HalfPixel, Rounding = NearestRounding.HalfUp)]",
        ],
        ["PixelShuffle"] =
        [
            "[Input(8, 3, 4)] [PixelShuffle(2)]",
            "[Input(8, 3, 4)] [PixelShuffle(2, Order = PixelOrder.PositionMajor)]",
            "[Input(6, 5)] [PixelShuffle(3)]",
            "[Input(16, 2, 3, 2)] [PixelShuffle(2, Order = PixelOrder.PositionMajor)]",
        ],
        ["PixelUnshuffle"] =
        [
            "[Input(2, 6, 4)] [PixelUnshuffle(2)]",
            "[Input(2, 6, 4)] [PixelUnshuffle(2, Order = PixelOrder.PositionMajor)]",
            "[Input(2, 6)] [PixelUnshuffle(3, Order = PixelOrder.PositionMajor)]",
        ],
        ["ChannelShuffle"] = ["[Input(6, 3, 4)] [ChannelShuffle(3)]", "[Input(6)] [ChannelShuffle(2)]"],
        ["Reshape"] = ["[Input(6, 4)] [Reshape(2, 3, 4)]"],
        ["Gather"] =
        [
            "[Input(5, 4, 3)] [Gather(4, 0, -2, 0)]",
            "[Input(5, 4, 3)] [Gather(-1, 1, 2, 2, 0, Axis = 1)]",
            "[Input(5, 4, 3)] [Gather(2, 0, Axis = 2)]",
            "[Input(7)] [Gather(6, -7, 3)]",
        ],
        ["Reduce"] =
        [
            "[Input(3, 4, 5)] [Reduce(ReductionKind.Mean, 0, 2)]",
            "[Input(3, 4, 5)] [Reduce(ReductionKind.Sum, 1)]",
            "[Input(3, 4)] [Reduce(ReductionKind.Max)]",
            "[Input(3, 4)] [Reduce(ReductionKind.Min, 0)]",
            "[Input(3, 4)] [Reduce(ReductionKind.L1, 1)]",
            "[Input(3, 4)] [Reduce(ReductionKind.L2, 0, 1)]",
            "[Input(3, 4)] [Reduce(ReductionKind.LogSumExp, 0)]",
        ],
        ["Permute"] =
        [
            "[Input(3, 4, 5)] [Permute(2, 0, 1)]",
            "[Input(6, 4)] [Permute(2, 0, 1, Split = [2, 3, 4])]",
            "[Input(6, 4)] [Permute(2, 0, 1, Split = [2, 3, 4], Shape = [8, 3])]",
        ],
        ["Pad"] =
        [
            "[Input(3, 4, 5)] [Pad(2, Value = 0.5)]",
            "[Input(3, 4, 5)] [Pad(PadBegin = [1, 3], PadEnd = [-1, 2])]",
            "[Input(3, 4, 5)] [Pad(PadBegin = [1, 3], PadEnd = [-1, 2], Mode = PadMode.Reflect)]",
            "[Input(3, 4, 5)] [Pad(2, Mode = PadMode.Replicate)]",
            "[Input(3, 4, 5)] [Pad(3, Mode = PadMode.Circular)]",
        ],
        ["Flatten"] = ["[Input(3, 4)] [Flatten]"],
    };
}
