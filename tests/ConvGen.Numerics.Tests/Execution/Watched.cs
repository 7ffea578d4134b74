namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Rectifiers whose results are stored in every way: with a border, as part of a concatenation, behind a normalisation, planar.</summary>
[Input(3, 9, 7)]
[Conv(17, k: 3, p: 1), Relu(Name = "wide")]
[Conv(16, k: 3, p: 1), Relu(Name = "part")]
[Concat("part", "wide")]
[Conv(3, k: 3, p: 1), BatchNorm, Relu(Name = "normal")]
[Dense(4), Softmax]
[Trainable]
internal sealed partial class Watched;
