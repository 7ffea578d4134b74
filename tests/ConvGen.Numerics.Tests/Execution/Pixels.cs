namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Pixels as image libraries give them, behind padding.</summary>
[Input(3, 19, 17, Layout = InputLayout.Interleaved, Element = InputElement.Byte, Mean = [0.485, 0.456, 0.406], Std = [0.229, 0.224, 0.225])]
[Conv(9, k: 3, p: 1), BatchNorm, Relu]
[MaxPool(k: 3, s: 2)]
[Dense(5)]
[Trainable(InputGradient = true)]
internal sealed partial class Pixels;
