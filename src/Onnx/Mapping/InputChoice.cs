using ConvGen.Model.Primitives;

namespace ConvGen.Onnx.Mapping;

/// <summary>How an input is declared: as the first layer that needs an order of its axes wants it.</summary>
/// <param name="Dimensions">Channels and spatial sizes.</param>
/// <param name="IsInterleaved">Whether the channels of a position lie side by side.</param>
internal sealed record InputChoice(EquatableArray<int> Dimensions, bool IsInterleaved);
