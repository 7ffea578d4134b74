namespace ConvGen.Benchmarks.Networks;

/// <summary>LeNet-5 (LeCun et al. 1998) with maxima and rectifiers.</summary>
[Input(1, 28, 28)]
[Conv(6, k: 5, p: 2), Relu]
[MaxPool(k: 2)]
[Conv(16, k: 5), Relu]
[MaxPool(k: 2)]
[Dense(120), Relu]
[Dense(84), Relu]
[Dense(10), Softmax]
public sealed partial class LeNet5;
