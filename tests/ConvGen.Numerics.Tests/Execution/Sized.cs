namespace ConvGen.Numerics.Tests.Execution;

/// <summary>
/// Bytes at three sizes, of which one is smaller than the declared one and one larger, with two outputs and layers whose algorithms, tiles and
/// halos differ from size to size.
/// </summary>
[Input(3, 12, 14, Layout = InputLayout.Interleaved, Element = InputElement.Byte, Std = [0.5]), Size(7, 5), Size(33, 18)]
[Conv(17, k: 3, p: 1), BatchNorm, Relu]
[Conv(33, k: 3, p: 1), Relu, MaxPool(k: 2, s: 2, Rounding = RoundingMode.Floor)]
[DepthwiseConv(k: 3, p: 1), Upsample(2), Conv(4, k: 1), Output("map")]
[GlobalAvgPool, Dense(5, Weights = WeightPrecision.BFloat16), Softmax, Output("label")]
[Trainable]
internal sealed partial class Sized;

/// <summary>The first of its further sizes as a network of its own.</summary>
[Input(3, 7, 5, Layout = InputLayout.Interleaved, Element = InputElement.Byte, Std = [0.5])]
[Conv(17, k: 3, p: 1), BatchNorm, Relu]
[Conv(33, k: 3, p: 1), Relu, MaxPool(k: 2, s: 2, Rounding = RoundingMode.Floor)]
[DepthwiseConv(k: 3, p: 1), Upsample(2), Conv(4, k: 1), Output("map")]
[GlobalAvgPool, Dense(5, Weights = WeightPrecision.BFloat16), Softmax, Output("label")]
internal sealed partial class Sized7x5;

/// <summary>The second.</summary>
[Input(3, 33, 18, Layout = InputLayout.Interleaved, Element = InputElement.Byte, Std = [0.5])]
[Conv(17, k: 3, p: 1), BatchNorm, Relu]
[Conv(33, k: 3, p: 1), Relu, MaxPool(k: 2, s: 2, Rounding = RoundingMode.Floor)]
[DepthwiseConv(k: 3, p: 1), Upsample(2), Conv(4, k: 1), Output("map")]
[GlobalAvgPool, Dense(5, Weights = WeightPrecision.BFloat16), Softmax, Output("label")]
internal sealed partial class Sized33x18;

/// <summary>One axis, whose name an output has too.</summary>
[Input(2, 20), Size(9)]
[Conv(3, k: 3), Tanh, Output("features")]
[GlobalMaxPool, Dense(1), Output("length")]
internal sealed partial class SizedLine;

/// <summary>Two inputs, of which one has another size and keeps it.</summary>
[Input(2, 3, 4, 5, Name = "volume"), Input(3, 1, 1, 1, Name = "factor"), Size(2, 3, 3)]
[Conv(3, k: 3, p: 1, From = "volume"), Relu, Multiply("factor")]
internal sealed partial class SizedVolume;

/// <summary>Bytes of one declared position, where interleaved and planar are the same, and of further sizes, where they are not.</summary>
[Input(2, 1, Layout = InputLayout.Interleaved, Element = InputElement.Byte), Size(2), Size(19)]
[Conv(k: 5, p: 2)]
internal sealed partial class SizedBytes;

/// <summary>One of its further sizes as a network of its own.</summary>
[Input(2, 19, Layout = InputLayout.Interleaved, Element = InputElement.Byte)]
[Conv(k: 5, p: 2)]
internal sealed partial class SizedBytes19;
