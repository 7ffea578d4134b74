namespace ConvGen.Benchmarks.Networks;

/// <summary>A small U-Net (Ronneberger, Fischer and Brox 2015) with 16 to 128 channels, which pads so that the maps fit each other.</summary>
[Input(3, 256, 256)]
[Conv(16, k: 3, p: 1), Relu, Conv(16, k: 3, p: 1), Relu(Name = "level1")]
[MaxPool(k: 2)]
[Conv(32, k: 3, p: 1), Relu, Conv(32, k: 3, p: 1), Relu(Name = "level2")]
[MaxPool(k: 2)]
[Conv(64, k: 3, p: 1), Relu, Conv(64, k: 3, p: 1), Relu(Name = "level3")]
[MaxPool(k: 2)]
[Conv(128, k: 3, p: 1), Relu, Conv(128, k: 3, p: 1), Relu]
[ConvTranspose(64, k: 2, s: 2, Name = "up3"), Concat("level3", "up3")]
[Conv(64, k: 3, p: 1), Relu, Conv(64, k: 3, p: 1), Relu]
[ConvTranspose(32, k: 2, s: 2, Name = "up2"), Concat("level2", "up2")]
[Conv(32, k: 3, p: 1), Relu, Conv(32, k: 3, p: 1), Relu]
[ConvTranspose(16, k: 2, s: 2, Name = "up1"), Concat("level1", "up1")]
[Conv(16, k: 3, p: 1), Relu, Conv(16, k: 3, p: 1), Relu]
[Conv(2, k: 1)]
public sealed partial class UNet;
