namespace ConvGen.Conformance.Tests.Networks;

/// <summary>A one-dimensional convolution of RTNeural's tests.</summary>
[Input(1, 1000)]
[Conv(12, k: 5)]
public sealed partial class TimeConv;
