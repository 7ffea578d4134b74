namespace ConvGen.Benchmarks.Networks;

/// <summary>Six convolutions and two dense layers for CIFAR-10.</summary>
[Input(3, 32, 32)]
[Conv(32, k: 3, p: 1), Relu]
[Conv(32, k: 3, p: 1), Relu]
[MaxPool(k: 2)]
[Conv(64, k: 3, p: 1), Relu]
[Conv(64, k: 3, p: 1), Relu]
[MaxPool(k: 2)]
[Conv(128, k: 3, p: 1), Relu]
[Conv(128, k: 3, p: 1), Relu]
[MaxPool(k: 2)]
[Dense(256), Relu]
[Dense(10)]
public sealed partial class CifarNet;
