namespace ConvGen.Onnx.Mapping;

/// <summary>The layers of a graph.</summary>
/// <param name="Draft">The layers.</param>
/// <param name="Outputs">The outputs' names and the layers that compute them.</param>
internal sealed record MappedNetwork(NetworkDraft Draft, IReadOnlyList<(string Name, LayerValue Value)> Outputs);
