using ConvGen;

namespace FineTuning;

/// <summary>Tells five digits apart: two convolutions, the trunk, and a head.</summary>
[Input(1, 28, 28)]
[Conv(16, k: 5, p: 2, Name = "trunk.conv1"), Relu, MaxPool(k: 2)]
[Conv(32, k: 5, p: 2, Name = "trunk.conv2"), Relu, MaxPool(k: 2)]
[Dense(64, Name = "trunk.fc"), Relu]
[Dense(5, Name = "head"), Softmax]
[Trainable]
public sealed partial class DigitNetwork;
