namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Nothing but dropout.</summary>
[Input(17, 5, 7)]
[Dropout(0.25)]
[Trainable(InputGradient = true)]
internal sealed partial class DroppedOut;
