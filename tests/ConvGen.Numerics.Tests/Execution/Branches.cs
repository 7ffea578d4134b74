namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Concatenations at and off the blocks, groups, a depthwise convolution, dropout.</summary>
[Input(5, 12, 17)]
[Conv(16, k: 1, Name = "a"), Sigmoid]
[Conv(20, k: 5, p: 2, Groups = 4), LeakyRelu(0.1, Name = "b")]
[Conv(17, k: 3, p: 2, Dilation = 2, From = "a", Name = "c")]
[Concat("a", "b", "c")]
[Conv(k: 3, p: 1, Groups = 53), Dropout(0.25)]
[AvgPool(k: 2, s: 2, Rounding = RoundingMode.Floor)]
[Conv(4, k: 1), Flatten, Dropout(0.5)]
[Dense(3)]
[Trainable(InputGradient = true)]
internal sealed partial class Branches;
