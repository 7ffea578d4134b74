namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Two inputs, one of bytes, and three outputs, of which one is read on, one is a softmax and one has the input's size.</summary>
[Input(3, 7, 9, Name = "left")]
[Input(2, 7, 9, Layout = InputLayout.Interleaved, Element = InputElement.Byte, Mean = [0.4], Std = [0.5], Name = "class")]
[Concat("left", "class")]
[Conv(17, k: 3, p: 1), Sigmoid(Name = "shared")]
[Output("map.one")]
[Conv(3, k: 1), Tanh, Output("mask")]
[Dense(5, From = "map.one"), Softmax, Output("label")]
[Trainable(InputGradient = true)]
internal sealed partial class Ports;

/// <summary>The same layers with their inputs in one and nothing but the label.</summary>
[Input(5, 7, 9)]
[Conv(17, k: 3, p: 1, Name = "conv1"), Sigmoid(Name = "shared")]
[Dense(5, Name = "fc1"), Softmax]
[Trainable(InputGradient = true)]
internal sealed partial class LabelAlone;

/// <summary>The same layers with their inputs in one and nothing but the mask.</summary>
[Input(5, 7, 9)]
[Conv(17, k: 3, p: 1, Name = "conv1"), Sigmoid(Name = "shared")]
[Conv(3, k: 1, Name = "conv2"), Tanh]
[Trainable(InputGradient = true)]
internal sealed partial class MaskAlone;

/// <summary>The same layers with their inputs in one and nothing but the map.</summary>
[Input(5, 7, 9)]
[Conv(17, k: 3, p: 1, Name = "conv1"), Sigmoid(Name = "shared")]
[Trainable(InputGradient = true)]
internal sealed partial class MapAlone;
