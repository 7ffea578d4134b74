namespace ConvGen.Benchmarks.Networks;

/// <summary>LeNet-5 for training steps.</summary>
[Input(1, 28, 28)]
[Conv(6, k: 5, p: 2), Relu]
[MaxPool(k: 2)]
[Conv(16, k: 5), Relu]
[MaxPool(k: 2)]
[Dense(120), Relu]
[Dense(84), Relu]
[Dense(10), Softmax]
[Trainable]
public sealed partial class TrainedLeNet5;
