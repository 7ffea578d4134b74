namespace ConvGen.Generator.Tests;

/// <summary>A file that declares networks as a user would.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Source">The text of the file.</param>
public sealed record Declaration(string Name, string Source)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The networks that the emitted code is judged by: every algorithm, and every kind of class around it.</summary>
internal static class Declarations
{
    /// <summary>The digits network of the sample, which trains.</summary>
    public static readonly Declaration LeNet5 = Network("LeNet5", """
        [Input(1, 28, 28)]
        [Conv(6, k: 5, p: 2), Relu]
        [MaxPool(k: 2, s: 2)]
        [Conv(16, k: 5), Relu]
        [MaxPool(k: 2, s: 2)]
        [Dense(120), Relu]
        [Dense(84), Relu]
        [Dense(10), Softmax]
        [Trainable]
        """);

    /// <summary>A convolution of 64 channels to 64, as benchmarks have it.</summary>
    public static readonly Declaration SquareConvolution = Network("Conv3x3", """
        [Input(64, 56, 56)]
        [Conv(64, k: 3, p: 1)]
        """);

    /// <summary>One small convolution: few enough lines to read all that is emitted.</summary>
    public static readonly Declaration Tiny = Network("Tiny", """
        [Input(3, 6, 6)]
        [Conv(4, k: 3), Relu]
        """);

    /// <summary>The same convolution over pixels as image libraries give them.</summary>
    public static readonly Declaration TinyPixels = Network("TinyPixels", """
        [Input(3, 6, 6, Layout = InputLayout.Interleaved, Element = InputElement.Byte, Mean = [0.485, 0.456, 0.406], Std = [0.229, 0.224, 0.225])]
        [Conv(4, k: 3), Relu]
        """);

    /// <summary>ResNet-20 for CIFAR-10, which trains.</summary>
    public static readonly Declaration ResNet20 = Network("ResNet20", ResNetText.Layers() + "[Trainable]");

    /// <summary>All layers, whatever the class around them looks like.</summary>
    public static readonly IReadOnlyList<Declaration> Layers =
    [
        LeNet5,
        SquareConvolution,
        Tiny,
        TinyPixels,
        ResNet20,
        Network("ResidualBlock", """
            [Input(32, 14, 14)]
            [Conv(32, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu(Name = "shortcut")]
            [Conv(32, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
            [Conv(32, k: 3, p: 1, Bias = BiasKind.None), BatchNorm]
            [Add("shortcut"), Relu]
            [GlobalAvgPool, Dense(7)]
            [Trainable(InputGradient = true)]
            """),
        Network("TrainedPixels", """
            [Input(3, 9, 9, Layout = InputLayout.Interleaved, Element = InputElement.Byte, Mean = new[] { 0.5 }, Std = new[] { 0.25, 0.5, 1 })]
            [Conv(6, k: 3, p: 1), Relu]
            [Dense(3), Softmax]
            [Trainable(InputGradient = true)]
            """),
        Network("NormalisedVolume", """
            [Input(2, 3, 5, 6, Layout = InputLayout.Interleaved, Mean = [-1e-20, 1e20], Std = [3e-7, 1e10])]
            [MaxPool(k: 2, s: 1)]
            """),
        Network("GreyBytes", """
            [Input(1, 28, 28, Element = InputElement.Byte)]
            [Dense(10)]
            [Trainable]
            """),
        Network("Autoencoder", """
            [Input(3, 16, 16)]
            [Conv(12, k: 3, s: 2, p: 1, Rounding = RoundingMode.Floor), Relu(Name = "half")]
            [Conv(24, k: 3, s: 2, p: 1, Rounding = RoundingMode.Floor), Relu]
            [ConvTranspose(12, k: 2, s: 2, Bias = BiasKind.None), BatchNorm, Relu(Name = "up")]
            [Concat("half", "up")]
            [ConvTranspose(k: 3, s: 2, p: 1, OutputPadding = 1, Groups = 24), Tanh]
            [ConvTranspose(16, k: 1, s: 2), Sigmoid]
            [ConvTranspose(3, k: 3, p: 1)]
            [Trainable]
            """),
        Network("InvertedResidual", """
            [Input(16, 14, 14)]
            [Conv(48, k: 1, Bias = BiasKind.None), BatchNorm, Relu6]
            [Conv(k: 3, p: 1, Groups = 48, Bias = BiasKind.None), BatchNorm, Relu6]
            [Conv(16, k: 1, Bias = BiasKind.None), BatchNorm]
            [Add("input")]
            [Trainable]
            """),
        Network("Inception", """
            [Input(24, 12, 12)]
            [Relu(Name = "stem")]
            [Conv(16, k: 1, Name = "branch1")]
            [Conv(12, k: 1, From = "stem"), Relu]
            [Conv(20, k: 3, p: 1, Name = "branch2")]
            [Conv(8, k: 1, From = "stem"), Relu]
            [Conv(16, k: 5, p: 2, Name = "branch3")]
            [MaxPool(k: 3, s: 1, p: 1, From = "stem")]
            [Conv(9, k: 1, Name = "branch4")]
            [Concat("branch1", "branch2", "branch3"), Tanh]
            [GlobalAvgPool, Dense(5), Softmax]
            [Trainable]
            """),
        Network("Activations", """
            [Input(20, 9, 9)]
            [Conv(24, k: 3), PRelu, Gelu, Elu(0.5), GroupNorm(3), Mish]
            [Conv(24, k: 3), PRelu(PerChannel = true), Gelu(Approximate = GeluApproximation.Tanh), Selu, InstanceNorm, Silu]
            [Celu(0.5), HardSigmoid, LogSigmoid, HardTanh(-2, double.PositiveInfinity), LayerNorm(1), HardSwish]
            [Softplus(Beta = 2, Threshold = 3), Softsign, ThresholdedRelu(0.1), RmsNorm, SoftShrink(0.1), HardShrink(0.1), TanhShrink]
            [Scale(Init = 0.5), Shift(Per = ParameterScope.Scalar), Scale(Per = ParameterScope.Element), Shift(Values = [0.5])]
            [Permute(0, 2, 1), Permute(0, 2, 1)]
            [Exp, Log, Abs, Sqrt, Neg, Reciprocal, Pow(1.5), Erf, Floor, Sin, Cos]
            [LocalResponseNorm(3), LayerNorm, LogSoftmax]
            [Trainable(InputGradient = true)]
            """),
        Network("GroupedConvolutions", """
            [Input(24, 15, 15)]
            [Conv(36, k: 3, p: 1, Groups = 3), LeakyRelu]
            [Conv(72, k: 3, p: 2, Dilation = 2, Groups = 36), Sigmoid]
            [Conv(40, k: 1, Groups = 4)]
            [Conv(k: 3, p: 1, Groups = 20)]
            [Trainable(InputGradient = true)]
            """),
        Network("RectangularWindows", """
            [Input(5, 17, 23)]
            [Conv(19, Kernel = [3, 5], Stride = [2, 1], PadBegin = [1, 0], PadEnd = [1, 4], Dilations = [1, 2]), Tanh]
            [AvgPool(Kernel = [2, 3], Stride = [1, 2], Pad = [1, 1], CountPadding = false, Rounding = RoundingMode.Ceiling)]
            [Conv(8, Kernel = [1, 7], Padding = PaddingKind.Same), LeakyRelu(0.2)]
            [MaxPool(k: 3, s: 2, p: 1, Rounding = RoundingMode.Floor)]
            [Dense(3)]
            [Trainable(InputGradient = true)]
            """),
        Network("StrideBeyondKernel", """
            [Input(20, 16, 16)]
            [Conv(12, k: 3, p: 1), Relu]
            [Conv(18, k: 2, s: 3, Rounding = RoundingMode.Floor), Sigmoid]
            [Conv(7, k: 1, s: 2, Rounding = RoundingMode.Floor)]
            [Trainable(InputGradient = true)]
            """),
        Network("Signal", """
            [Input(2, 128)]
            [Conv(12, k: 31, p: 15), BatchNorm(Frozen = true), Relu]
            [MaxPool(k: 4, s: 4), Dropout(0.25)]
            [Conv(24, k: 9, s: 2, p: 4, Rounding = RoundingMode.Floor), Sigmoid]
            [AvgPool(k: 3, s: 1, p: 1), GlobalAvgPool]
            [Dense(6), Softmax]
            [Trainable]
            """),
        Network("LongSignal", """
            [Input(1, 4096)]
            [Conv(1, k: 31, p: 15)]
            [Conv(64, k: 31, p: 15), Relu]
            [Conv(64, k: 31, p: 15), Relu]
            [MaxPool(k: 31, s: 2, p: 15, Rounding = RoundingMode.Floor)]
            [AvgPool(k: 64, s: 1, p: 32)]
            [Trainable(InputGradient = true)]
            """),
        Network("Perceptron", """
            [Input(13)]
            [Dense(40, Bias = BiasKind.None), BatchNorm, Tanh, Dropout]
            [Dense(3), Softmax]
            [Trainable(InputGradient = true)]
            """),
        Network("WidePerceptron", """
            [Input(2048)]
            [Dense(2048), Relu]
            [Dense(1000), Softmax]
            [Trainable(InputGradient = true)]
            """),
        Network("HalfOfTheBytes", """
            [Input(20, 3, 3)]
            [Conv(33, k: 1), Relu]
            [Dense(2048, Weights = WeightPrecision.BFloat16), BatchNorm, Relu]
            [Dense(17, Weights = WeightPrecision.BFloat16, Bias = BiasKind.None)]
            [Trainable]
            """),
        Network("SoftmaxOfMaps", """
            [Input(21, 9, 9)]
            [Conv(21, k: 3, p: 1), Softmax]
            [Flatten, Softmax]
            [Trainable]
            """),
        Network("NothingToCompute", """
            [Input(7, 5, 5)]
            [Dropout, Flatten]
            """),
        Network("NothingButActivations", """
            [Input(3, 4, 5)]
            [Relu, BatchNorm, Sigmoid, Tanh, LeakyRelu(-0.5)]
            [Add("input"), Concat("input", "relu1")]
            [Trainable(InputGradient = true)]
            """),
        Network("AlexNetStem", """
            [Input(3, 227, 227)]
            [Conv(96, k: 11, s: 4), Relu]
            [MaxPool(k: 3, s: 2)]
            [Conv(256, k: 5, p: 2, Groups = 2), Relu]
            """),
        Network("LargeKernelsTrained", """
            [Input(16, 39, 39)]
            [Conv(32, k: 11, s: 4), Relu]
            [Conv(17, k: 7, p: 3), Relu]
            [Trainable(InputGradient = true)]
            """),
        Network("Depthwise", """
            [Input(40, 28, 28)]
            [Conv(40, k: 5, p: 2, Groups = 40), Relu]
            [Conv(24, k: 1), LeakyRelu(0.1)]
            [Conv(24, k: 5, s: 2, p: 2, Groups = 24, Rounding = RoundingMode.Floor), Relu]
            [Conv(24, Kernel = [1, 31], Pad = [0, 15], Groups = 24)]
            [Trainable(InputGradient = true)]
            """),
        Network("FewChannels", """
            [Input(1, 64, 64)]
            [Conv(2, k: 9, p: 4), Tanh]
            [AvgPool(k: 2, s: 2)]
            [Conv(3, Kernel = [15, 15], Pad = [7, 7]), Sigmoid]
            [MaxPool(k: 5, s: 1)]
            [Conv(1, k: 3), Softmax]
            """),
        Network("Patches", """
            [Input(3, 32, 32)]
            [Conv(24, k: 1)]
            [Conv(48, k: 4, s: 4), Relu]
            [Conv(16, k: 8, s: 8), Relu]
            [Trainable]
            """),
    ];

    /// <summary>Layers of no interest, in classes of every kind.</summary>
    public static readonly IReadOnlyList<Declaration> Classes =
    [
        new("NamesWithDots", """
            using ConvGen;
            namespace Some.Deep.Space
            {
                [Input(4, 8, 8)]
                [Conv(4, k: 3, p: 1, Name = "features.0"), BatchNorm(Name = "features.1"), Relu(Name = "features \"2\" {0} <&> */ \\")]
                [Dense(2, Name = "classifier.weight.0"), Trainable]
                public sealed partial class Net;
            }
            """),
        new("NestedClass", """
            using ConvGen;
            namespace Nested
            {
                internal static partial class Outer
                {
                    public partial struct Middle
                    {
                        public partial interface IInner
                        {
                            public partial record Recorded
                            {
                                [Input(4), Dense(2), Trainable]
                                private protected sealed partial class Net;
                            }
                        }
                    }
                }
            }
            """),
        new("GlobalNamespace", """
            using ConvGen;
            [Input(4, 8), Conv(4, k: 3), Dense(2), Trainable]
            public sealed partial class Net;
            """),
        new("InternalClass", """
            using ConvGen;
            namespace Hidden;
            [Input(4), Dense(2), Trainable]
            internal partial class Net;
            """),
        new("TwoOfOneName", """
            using ConvGen;
            namespace First
            {
                [Input(4), Dense(2), Trainable]
                public sealed partial class Net;
            }

            namespace Second
            {
                [Input(4), Dense(2), Trainable]
                public sealed partial class Net;
            }
            """),
        new("KeywordName", """
            using ConvGen;
            namespace @namespace.@record
            {
                internal partial class @struct
                {
                    [Input(4), Dense(2), Trainable]
                    public sealed partial class @class;
                }
            }
            """),
        new("OwnMembers", """
            #nullable enable
            using System;
            using ConvGen;
            namespace Owned
            {
                /// <summary>A network with members beside those that are generated.</summary>
                [Input(4, 8, 8), Conv(4, k: 3), Relu, Dense(2), Trainable]
                public sealed partial class Net : IComparable<Net>
                {
                    private static readonly int Count;

                    static Net() => Count = 1;

                    /// <summary>Another way to make one.</summary>
                    public Net(int seed) : this(new NetworkOptions { Seed = seed })
                    {
                    }

                    /// <summary>An overload.</summary>
                    public float Forward(float[] input)
                    {
                        Span<float> output = stackalloc float[OutputLength];
                        Forward(input, output);
                        return output[0] + Count;
                    }

                    /// <summary>Something of an interface.</summary>
                    public int CompareTo(Net? other) => other is null ? 1 : 0;
                }
            }
            """),
        new("NamesLikeTheFrameworks", """
            using ConvGen;
            namespace Company.Math
            {
                internal static class Constants;
            }

            namespace Company.Engine
            {
                internal static class Unsafe;
                internal static class Vector128;
                internal static class Vector256;
                internal static class Vector512;
                internal static class Span;
                internal static class ReadOnlySpan;
                internal static class X86;
            }

            namespace Company.System
            {
                internal static class Console;
            }

            namespace Company.ConvGen
            {
                internal static class Settings;
            }

            namespace Company.Vision
            {
                [Input(4, 8, 8), Conv(4, k: 3), BatchNorm, Sigmoid, MaxPool(2, 2), Dense(2), Dropout, Softmax, Trainable]
                public sealed partial class Net;
            }
            """),
    ];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Declaration> All = [.. Layers, .. Classes];

    private static Declaration Network(string name, string attributes) =>
        new(name, $"using ConvGen;\nnamespace Networks;\n{attributes}\npublic sealed partial class {name};\n");
}
