namespace ConvGen.Conformance.Tests.Networks;

/// <summary>The digit classifier mnist-8 of the ONNX model zoo; reads pixels from 0 to 255 and gives logits.</summary>
[Input(1, 28, 28)]
[Conv(8, k: 5, p: 2), Relu]
[MaxPool(k: 2)]
[Conv(16, k: 5, p: 2), Relu]
[MaxPool(k: 3, Rounding = RoundingMode.Floor)]
[Dense(10, Name = "linear1")]
public sealed partial class Mnist8;
