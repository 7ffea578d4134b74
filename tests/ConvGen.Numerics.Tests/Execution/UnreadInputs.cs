#pragma warning disable CG4003 // What nobody reads is what is tested.

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>An input that no layer reads, behind one that is read.</summary>
[Input(1, 3, Name = "a"), Input(1, Name = "b")]
[Conv(k: 3, From = "a")]
internal sealed partial class UnreadSecond;

/// <summary>A large input that no layer reads, before a small one.</summary>
[Input(1, 2, 27, Name = "image"), Input(16, Name = "tele")]
[PRelu(From = "tele")]
internal sealed partial class UnreadFirst;

/// <summary>An input that is an output and nothing else.</summary>
[Input(2, 3, Name = "a"), Input(20, Name = "b")]
[Conv(3, k: 1, From = "a"), Relu, Output("features")]
[Output("copy", From = "b")]
internal sealed partial class InputAsOutput;

/// <summary>An output that is the input, whose gradient goes nowhere.</summary>
[Input(1, 1)]
[BatchNorm, Output("last"), Output("o1", From = "input")]
[Trainable]
internal sealed partial class GradientOfNothing;

/// <summary>Two inputs, of which the gradient of one is always zero.</summary>
[Input(1, 2, Name = "a"), Input(1, 2, Name = "b")]
[BatchNorm]
[Trainable(InputGradient = true)]
internal sealed partial class UnreadInputGradient;
