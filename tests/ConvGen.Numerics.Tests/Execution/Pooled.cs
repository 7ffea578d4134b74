namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Every way of pooling that is not in the other networks: norms, learned and Gaussian weights, unpooling, groups of channels, clusters.</summary>
[Input(3, 16, 20)]
[Conv(18, k: 3, p: 1), Relu]
[MaxPool(k: 2, Name = "maxima")]
[LpPool(k: 3, s: 1, p: 1, Power = 2.5), LearnedPool(k: 3, s: 1, p: 1), WeightedAvgPool(k: 3, s: 1, p: 1)]
[MaxUnpool(From = "maxima")]
[Maxout(2), MinPool(k: 2)]
[AdaptiveAvgPool(5, 7, Name = "map")]
[PyramidPool(1, 3), Dense(4, Name = "pyramid")]
[ClusterPool(3, Kind = PoolingKind.Average, From = "map"), Dense(4)]
[Add("pyramid")]
[Trainable(InputGradient = true)]
internal sealed partial class Pooled;
