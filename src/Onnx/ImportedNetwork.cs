using ConvGen.Model;

namespace ConvGen.Onnx;

/// <summary>A model as ConvGen declares it.</summary>
/// <param name="Declaration">The class.</param>
/// <param name="Weights">Its tensors, in the order of the weight file.</param>
/// <param name="Inputs">The inputs, in the order of the graph.</param>
/// <param name="Outputs">The outputs, in the order of the graph.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record ImportedNetwork(
    NetworkDeclaration Declaration,
    IReadOnlyList<ImportedTensor> Weights,
    IReadOnlyList<ImportedPort> Inputs,
    IReadOnlyList<ImportedPort> Outputs,
    ModelSource Source)
{
    /// <summary>
    /// How many examples the inputs of the file have: the size of their first axis, where it is fixed and is that of examples.
    /// </summary>
    public int Examples { get; init; } = 1;

    /// <summary>The nodes of the graph that its outputs need, in their order, with what becomes of each.</summary>
    public IReadOnlyList<ImportedNode> Nodes { get; init; } = [];

    /// <summary>The paths of the files beside the model that its data was read from.</summary>
    public IReadOnlyList<string> DataFiles { get; init; } = [];

    /// <summary>Writes the weights as safetensors.</summary>
    /// <param name="path">The file, which is replaced where it exists.</param>
    public void SaveWeights(string path)
    {
        using FileStream stream = File.Create(path);
        SaveWeights(stream);
    }

    /// <summary>Writes the weights as safetensors.</summary>
    /// <param name="stream">Where they go.</param>
    public void SaveWeights(Stream stream) => SafetensorsWriter.Write(stream, Weights);
}
