using ConvGen;

namespace Digits;

/// <summary>The same network without [Trainable]: what an app ships that only classifies. No training code is emitted for it.</summary>
[Input(1, 28, 28)]
[Conv(6, k: 5, p: 2), Relu]
[MaxPool(k: 2, s: 2)]
[Conv(16, k: 5), Relu]
[MaxPool(k: 2, s: 2)]
[Dense(120), Relu]
[Dense(84), Relu]
[Dense(10), Softmax]
public sealed partial class LeNet5Inference;
