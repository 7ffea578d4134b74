namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Planar first layers, dense layers behind maps, a softmax at the end.</summary>
[Input(1, 20, 20)]
[Conv(6, k: 5, p: 2), Relu]
[MaxPool(k: 2, s: 2)]
[Conv(16, k: 3), Relu]
[MaxPool(k: 2, s: 2)]
[Dense(33), Tanh]
[Dense(10), Softmax]
[Trainable]
internal sealed partial class Digits;
