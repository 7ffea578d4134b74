namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Less than a microsecond for an example: for millions of calls.</summary>
[Input(1, 8, 8)]
[Conv(16, k: 3), Relu]
[MaxPool(k: 2, s: 2)]
[Dense(10), Softmax]
internal sealed partial class Tiny;
