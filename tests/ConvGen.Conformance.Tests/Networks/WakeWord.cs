namespace ConvGen.Conformance.Tests.Networks;

/// <summary>The streaming wake word of MLPerf Tiny: separable convolutions over 40 mel channels of 30 time steps; three classes.</summary>
[Input(40, 30)]
[DepthwiseConv(k: 3, Bias = BiasKind.None, Name = "depthwise_conv1d"), Conv(128, k: 1, Bias = BiasKind.None, Name = "conv1d")]
[BatchNorm(Epsilon = 1e-3, Name = "batch_normalization"), Relu]
[DepthwiseConv(k: 5, Bias = BiasKind.None, Name = "depthwise_conv1d_1"), Conv(128, k: 1, Bias = BiasKind.None, Name = "conv1d_1")]
[BatchNorm(Epsilon = 1e-3, Name = "batch_normalization_1"), Relu]
[DepthwiseConv(k: 10, Bias = BiasKind.None, Name = "depthwise_conv1d_2"), Conv(128, k: 1, Bias = BiasKind.None, Name = "conv1d_2")]
[BatchNorm(Epsilon = 1e-3, Name = "batch_normalization_2"), Relu]
[DepthwiseConv(k: 15, Bias = BiasKind.None, Name = "depthwise_conv1d_3"), Conv(32, k: 1, Bias = BiasKind.None, Name = "conv1d_3")]
[BatchNorm(Epsilon = 1e-3, Name = "batch_normalization_3"), Relu]
[Dense(3, Name = "dense"), Softmax]
public sealed partial class WakeWord;
