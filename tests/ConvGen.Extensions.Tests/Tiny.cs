namespace ConvGen.Extensions.Tests;

/// <summary>A small network.</summary>
[Input(2, 5, 5)]
[Conv(4, k: 3), Relu]
[Dense(3), Softmax]
public sealed partial class Tiny;

/// <summary>Another one.</summary>
[Input(4)]
[Dense(2)]
public sealed partial class Tinier;
