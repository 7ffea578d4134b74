namespace ConvGen.Conformance.Tests.Networks;

/// <summary>A block of a small temporal convolutional network: dilated, and causal, so that what goes around it loses its first positions.</summary>
[Input(1, 1000)]
[Conv(32, k: 4, Dilation = 10, Bias = BiasKind.None, Name = "conv1")]
[BatchNorm(Name = "batchnorm1"), PRelu(PerChannel = true, Name = "prelu1")]
[Conv(32, k: 1, Bias = BiasKind.None, From = "input", Name = "conv2"), Crop(Begin = [30])]
[Add("prelu1")]
public sealed partial class MicroTcn;
