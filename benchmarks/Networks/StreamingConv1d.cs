namespace ConvGen.Benchmarks.Networks;

/// <summary>One output sample of a streaming convolution along time: 8 channels, 3 taps.</summary>
[Input(8, 3)]
[Conv(8, k: 3)]
public sealed partial class StreamingConv1d;
