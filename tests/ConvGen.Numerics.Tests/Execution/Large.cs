namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Large kernels by Fourier transforms, in several groups of tiles and in parts of the channels; several filters a channel.</summary>
[Input(5, 21, 26)]
[Conv(17, k: 7, p: 3, Algorithm = ConvolutionAlgorithm.Fft), Relu]
[Conv(70, k: 5, Algorithm = ConvolutionAlgorithm.Fft), Tanh]
[MaxPool(k: 2, s: 2, Rounding = RoundingMode.Floor)]
[DepthwiseConv(k: 3, Multiplier = 2)]
[GlobalAvgPool, Flatten]
[Dense(3)]
[Trainable(InputGradient = true)]
internal sealed partial class Large;
