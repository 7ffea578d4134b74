using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Graphs;

/// <summary>The graph of a model: functions inlined, nodes after those that they read, and only those that the outputs need.</summary>
/// <param name="Inputs">The inputs that are no constants.</param>
/// <param name="Outputs">The names of the outputs.</param>
/// <param name="Nodes">The nodes, in an order in which they can be computed.</param>
/// <param name="Constants">The constants of the file, decoded when they are read for the first time.</param>
internal sealed record OnnxGraph(
    IReadOnlyList<GraphInput> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<GraphNode> Nodes,
    IReadOnlyDictionary<string, Lazy<OnnxTensor>> Constants);
