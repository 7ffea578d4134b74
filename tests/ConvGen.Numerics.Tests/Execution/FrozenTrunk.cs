namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Every kind of layer with tensors, normalised by running statistics where it may be.</summary>
[Block]
[Conv(16, k: 3, p: 1), BatchNorm(Frozen = true), PRelu(PerChannel = true), DepthwiseConv(k: 3, p: 1), BatchNorm(Frozen = true), Relu]
[GroupNorm(4), TiledConv(8, k: 3, p: 1), LayerNorm(OverChannels = true), ConvTranspose(8, k: 3, s: 2, p: 1, OutputPadding = 1), GlobalResponseNorm]
[LearnedPool(k: 2), Scale(Per = ParameterScope.Channel), Shift(Per = ParameterScope.Element), LocallyConnected(8, k: 3, p: 1), Scale, InstanceNorm]
internal sealed class EveryTensor;

/// <summary>A frozen prefix, frozen layers between trained ones, and a trained head.</summary>
[Input(3, 12, 12)]
[Conv(16, k: 3, p: 1, Bias = BiasKind.None, Trainable = false), BatchNorm(Trainable = false), Relu, MaxPool(k: 2)]
[Conv(16, k: 3, p: 1, Name = "middle"), BatchNorm(Name = "moving"), Relu]
[Use<EveryTensor>(Trainable = false, Name = "trunk")]
[Flatten, Dense(8, Trainable = false), Tanh, Dense(4, Name = "head")]
[Trainable]
internal sealed partial class FrozenTrunk;

/// <summary>The same, all of which can be trained; the batch normalisations of what is frozen use running statistics too.</summary>
[Input(3, 12, 12)]
[Conv(16, k: 3, p: 1, Bias = BiasKind.None), BatchNorm(Frozen = true), Relu, MaxPool(k: 2)]
[Conv(16, k: 3, p: 1, Name = "middle"), BatchNorm(Name = "moving"), Relu]
[Use<EveryTensor>(Name = "trunk")]
[Flatten, Dense(8), Tanh, Dense(4, Name = "head")]
[Trainable]
internal sealed partial class TrainedTrunk;

/// <summary>Nothing is trained but what is in front of the network.</summary>
[Input(3, 6, 6)]
[Use<EveryTensor>(Trainable = false, Name = "trunk"), Flatten, Dense(4, Trainable = false), Softmax]
[Trainable(InputGradient = true)]
internal sealed partial class FrozenWhole;

/// <summary>The same, all of which can be trained.</summary>
[Input(3, 6, 6)]
[Use<EveryTensor>(Name = "trunk"), Flatten, Dense(4), Softmax]
[Trainable(InputGradient = true)]
internal sealed partial class TrainedWhole;

/// <summary>Layers that share tensors are frozen together, whichever says so; their statistics stay too.</summary>
[Input(3, 6, 6, Name = "left")]
[Input(3, 6, 6, Name = "right")]
[Conv(8, k: 3, Name = "conv", From = "left"), BatchNorm(Name = "bn", Trainable = false), Relu, GlobalAvgPool(Name = "a")]
[Conv(8, k: 3, Share = "conv", From = "right", Trainable = false), BatchNorm(Share = "bn"), Relu, GlobalAvgPool, Subtract("a"), Dense(2)]
[Trainable]
internal sealed partial class FrozenSiamese;
