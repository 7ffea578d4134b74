namespace ConvGen.Numerics.Tests.Execution;

/// <summary>A step of a recurrent convolutional network.</summary>
[Block]
[Conv(k: 3, p: 1), BatchNorm(Frozen = true), Sigmoid, Add(BlockArgument.Input)]
internal sealed class RecurrentStep;

/// <summary>Three steps with one set of weights.</summary>
[Input(3, 7, 9)]
[Conv(17, k: 1, Name = "stem")]
[Use<RecurrentStep>(Repeat = 3, Tied = true, Name = "loop")]
[Dense(5)]
[Trainable(InputGradient = true)]
internal sealed partial class Recurrent;

/// <summary>Three steps with weights of their own.</summary>
[Input(3, 7, 9)]
[Conv(17, k: 1, Name = "stem")]
[Use<RecurrentStep>(Repeat = 3, Name = "loop")]
[Dense(5)]
[Trainable(InputGradient = true)]
internal sealed partial class Unrolled;
