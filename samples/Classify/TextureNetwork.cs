using ConvGen;

namespace Classify;

/// <summary>Tells textures apart.</summary>
[Input(3, 48, 48)]
[Conv(16, k: 4, s: 2, p: 1), BatchNorm, Relu]
[Conv(32, k: 4, s: 2, p: 1), BatchNorm, Relu]
[Conv(48, k: 4, s: 2, p: 1), BatchNorm, Relu]
[GlobalAvgPool, Dense(6), Softmax]
[Trainable]
internal sealed partial class TextureNetwork;
