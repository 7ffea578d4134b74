using ConvGen.Model.Layers;
using ConvGen.Model.Shapes;

namespace ConvGen.Onnx.Mapping;

/// <summary>A layer of the network that is being made.</summary>
/// <param name="Layer">The kind and its settings.</param>
/// <param name="Reads">The places of the layers that it reads.</param>
/// <param name="Shape">The shape of its value.</param>
/// <param name="Weights">Its tensors, in the order of the weight file.</param>
/// <param name="Origin">The value of the ONNX graph that it is made for, from which it gets a name where it needs one.</param>
internal sealed record DraftLayer(
    Layer Layer, IReadOnlyList<int> Reads, FeatureShape Shape, IReadOnlyList<float[]> Weights, string Origin);
