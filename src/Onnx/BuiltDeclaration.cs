using ConvGen.Model;

namespace ConvGen.Onnx;

/// <summary>A declaration made of mapped layers.</summary>
/// <param name="Declaration">The declaration.</param>
/// <param name="Model">The network that it declares.</param>
/// <param name="Weights">Its tensors, in the order of the weight file.</param>
/// <param name="Layers">The names of the layers by the values of the graph that they are made for.</param>
internal sealed record BuiltDeclaration(
    NetworkDeclaration Declaration, NetworkModel Model, IReadOnlyList<ImportedTensor> Weights, ILookup<string, string> Layers);
