namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Normalisations by the statistics of each example, learned slopes and smooth activations.</summary>
[Input(20, 7, 40)]
[Conv(33, k: 3, p: 1), GroupNorm(11), Gelu]
[Conv(48, k: 3, p: 1), LayerNorm, PRelu(PerChannel = true)]
[LocalResponseNorm(5), LayerNorm(1), Mish, RmsNorm]
[Conv(24, k: 3, p: 1), InstanceNorm, Softplus, PRelu]
[Dense(9), LayerNorm, LogSoftmax]
[Trainable(InputGradient = true)]
internal sealed partial class Normalised;
