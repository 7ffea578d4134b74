namespace ConvGen.Numerics.Tests.Execution;

/// <summary>One-dimensional, with a softmax at every position.</summary>
[Input(2, 61)]
[Conv(24, k: 7), Relu]
[MaxPool(k: 3, s: 2)]
[Conv(17, k: 3, Padding = PaddingKind.Same), BatchNorm, Relu]
[Conv(5, k: 1), Softmax]
[Trainable]
internal sealed partial class Line;
