using ConvGen;

namespace Fashion;

/// <summary>Three stages of two 3×3 convolutions with batch normalisation, each stage at half the resolution and more channels; 288,170 parameters.</summary>
[Input(1, 28, 28)]
[Conv(32, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[Conv(32, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[MaxPool(k: 2)]
[Conv(64, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[Conv(64, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[MaxPool(k: 2)]
[Conv(128, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[Conv(128, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[GlobalAvgPool, Dropout(0.2)]
[Dense(10), Softmax]
[Budget(Parameters = 500_000)]
[Trainable]
public sealed partial class FashionNetwork;
