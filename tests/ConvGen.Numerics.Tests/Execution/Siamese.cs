namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Three branches with one set of weights, two of them over maps of one size and the third over a smaller one.</summary>
[Input(2, 4, 5, Name = "left")]
[Input(2, 4, 5, Name = "right")]
[Conv(3, k: 3, p: 1, Bias = BiasKind.None, From = "left", Name = "conv"), BatchNorm(Name = "bn"), Tanh, GlobalAvgPool(Name = "a")]
[Conv(3, k: 3, p: 1, Bias = BiasKind.None, From = "right", Share = "conv"), BatchNorm(Share = "bn"), Tanh, GlobalAvgPool(Name = "b")]
[AvgPool(k: 2, From = "left", Rounding = RoundingMode.Floor), Conv(3, k: 3, p: 1, Bias = BiasKind.None, Share = "conv"), BatchNorm(Share = "bn")]
[Tanh, GlobalAvgPool(Name = "c"), Concat("a", "b", "c"), Dense(2, Name = "fc")]
[Trainable(InputGradient = true)]
internal sealed partial class Siamese;

/// <summary>Layers with normalisation, which <see cref="SharedTrunk"/> applies to two values.</summary>
[Block]
[Conv(Width, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, PRelu(PerChannel = true)]
[DepthwiseConv(k: 3, s: Stride, p: 1, Rounding = RoundingMode.Floor), Sigmoid]
internal sealed class Trunk
{
    private const int Width = BlockArgument.Number1;
    private const int Stride = BlockArgument.Number2;
}

/// <summary>A trunk of two copies, and the same trunk over another value, with another stride.</summary>
[Input(4, 10, 9, Name = "left")]
[Input(4, 7, 6, Name = "right")]
[Use<Trunk>(4, "Stride = 2, 1", Repeat = 2, Name = "trunk", From = "left"), GlobalAvgPool(Name = "a")]
[Use<Trunk>(4, 1, Repeat = 2, Share = "trunk", From = "right"), GlobalAvgPool, Subtract("a")]
[Dense(4, Name = "head"), Sigmoid, Dense(4, Share = "head")]
[Trainable(InputGradient = true)]
internal sealed partial class SharedTrunk;

/// <summary>The same, with two sets of weights.</summary>
[Input(4, 10, 9, Name = "left")]
[Input(4, 7, 6, Name = "right")]
[Use<Trunk>(4, "Stride = 2, 1", Repeat = 2, Name = "trunk", From = "left"), GlobalAvgPool(Name = "a")]
[Use<Trunk>(4, 1, Repeat = 2, Name = "trunk2", From = "right"), GlobalAvgPool, Subtract("a")]
[Dense(4, Name = "head"), Sigmoid, Dense(4, Name = "head2")]
[Trainable(InputGradient = true)]
internal sealed partial class TwoTrunks;

/// <summary>Sets of weights whose applications are computed in different ways: by Winograd's algorithm and directly, in floats and in bfloat16.</summary>
[Input(16, 24, 24)]
[Conv(16, k: 3, p: 1, Name = "conv"), Relu(Name = "large")]
[Conv(16, k: 3, s: 2, p: 1, Rounding = RoundingMode.Floor, Share = "conv"), Relu, MaxPool(k: 2)]
[Conv(16, k: 3, p: 2, Dilation = 2, Share = "conv"), GlobalAvgPool(Name = "small")]
[GlobalAvgPool(From = "large"), Dense(16, Name = "fc", Weights = WeightPrecision.BFloat16), Tanh, Dense(16, Share = "fc"), Add("small")]
[Trainable(InputGradient = true)]
internal sealed partial class SharedForms;

/// <summary>The same, with weights of their own for each layer.</summary>
[Input(16, 24, 24)]
[Conv(16, k: 3, p: 1, Name = "conv"), Relu(Name = "large")]
[Conv(16, k: 3, s: 2, p: 1, Rounding = RoundingMode.Floor, Name = "strided"), Relu, MaxPool(k: 2)]
[Conv(16, k: 3, p: 2, Dilation = 2, Name = "dilated"), GlobalAvgPool(Name = "small")]
[GlobalAvgPool(From = "large"), Dense(16, Name = "fc", Weights = WeightPrecision.BFloat16), Tanh, Dense(16, Name = "second"), Add("small")]
[Trainable(InputGradient = true)]
internal sealed partial class OwnForms;
