namespace ConvGen.Benchmarks.Networks;

/// <summary>AlexNet whose dense layers, nearly all of its weights, keep them in bfloat16.</summary>
[Input(3, 227, 227)]
[Conv(64, k: 11, s: 4, Name = "features.0"), Relu]
[MaxPool(k: 3, s: 2)]
[Conv(192, k: 5, p: 2, Name = "features.3"), Relu]
[MaxPool(k: 3, s: 2)]
[Conv(384, k: 3, p: 1, Name = "features.6"), Relu]
[Conv(256, k: 3, p: 1, Name = "features.8"), Relu]
[Conv(256, k: 3, p: 1, Name = "features.10"), Relu]
[MaxPool(k: 3, s: 2)]
[Dropout, Dense(4096, Weights = WeightPrecision.BFloat16, Name = "classifier.1"), Relu]
[Dropout, Dense(4096, Weights = WeightPrecision.BFloat16, Name = "classifier.4"), Relu]
[Dense(1000, Weights = WeightPrecision.BFloat16, Name = "classifier.6")]
public sealed partial class AlexNetBFloat16;
