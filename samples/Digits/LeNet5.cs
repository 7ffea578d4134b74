using ConvGen;

namespace Digits;

/// <summary>LeNet-5 (LeCun et al. 1998) with ReLU and maximum pooling, as it is written today; trainable.</summary>
[Input(1, 28, 28)]
[Conv(6, k: 5, p: 2), Relu]
[MaxPool(k: 2, s: 2)]
[Conv(16, k: 5), Relu]
[MaxPool(k: 2, s: 2)]
[Dense(120), Relu]
[Dense(84), Relu]
[Dense(10), Softmax]
[Trainable]
public sealed partial class LeNet5;
