namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Sums, batch normalisation and strides over blocks of channels.</summary>
[Input(3, 15, 13)]
[Conv(33, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu(Name = "stem")]
[Conv(33, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[Conv(33, k: 3, p: 1, Bias = BiasKind.None), BatchNorm]
[Add("stem"), Relu(Name = "block")]
[Conv(48, k: 3, s: 2, p: 1, Bias = BiasKind.None), BatchNorm(Name = "main")]
[Conv(48, k: 1, s: 2, Bias = BiasKind.None, From = "block"), BatchNorm(Name = "side")]
[Add("main", "side"), Relu]
[GlobalAvgPool, Dense(7)]
[Trainable(InputGradient = true)]
internal sealed partial class Residual;
