namespace ConvGen.Benchmarks.Networks;

/// <summary>The CIFAR net with batch normalisation, for training steps.</summary>
[Input(3, 32, 32)]
[Conv(32, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[Conv(32, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[MaxPool(k: 2)]
[Conv(64, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[Conv(64, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[MaxPool(k: 2)]
[Conv(128, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[Conv(128, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[MaxPool(k: 2)]
[Dense(256), Relu]
[Dense(10)]
[Trainable]
public sealed partial class TrainedCifarNet;
