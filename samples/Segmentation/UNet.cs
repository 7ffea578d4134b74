using ConvGen;

namespace Segmentation;

/// <summary>
/// A small U-Net (Ronneberger, Fischer and Brox 2015) with batch normalisation: two levels down, two up, and the maps of the way down
/// beside those of the way up. What comes out is the probability of each class at every pixel.
/// </summary>
[Input(1, 48, 48)]
[Conv(16, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[Conv(16, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu(Name = "level1")]
[MaxPool(k: 2)]
[Conv(32, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[Conv(32, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu(Name = "level2")]
[MaxPool(k: 2)]
[Conv(64, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[Conv(64, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[ConvTranspose(32, k: 2, s: 2, Name = "up2"), Concat("level2", "up2")]
[Conv(32, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[ConvTranspose(16, k: 2, s: 2, Name = "up1"), Concat("level1", "up1")]
[Conv(16, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[Conv(4, k: 1), Softmax]
[Trainable]
public sealed partial class UNet;
