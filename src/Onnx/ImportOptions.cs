using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx;

/// <summary>How a model is imported.</summary>
public sealed record ImportOptions
{
    /// <summary>The name of the class; <see langword="null"/> for one made of the file's name.</summary>
    public string? ClassName { get; init; }

    /// <summary>The namespace of the class; empty for the global one.</summary>
    public string Namespace { get; init; } = string.Empty;

    /// <summary>
    /// The shapes of inputs by name, with the axis of examples: needed where the file leaves a size open other than the first. The name of
    /// the only input may be empty.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> InputShapes { get; init; } = new Dictionary<string, IReadOnlyList<int>>();

    /// <summary>The values that the network returns; those of the graph where none is given. Cuts off what follows them.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Inputs of the graph that are constants of the network, by name.</summary>
    public IReadOnlyDictionary<string, OnnxTensor> Constants { get; init; } = new Dictionary<string, OnnxTensor>();

    /// <summary>Whether the class can be trained. Dropout is left out where it cannot.</summary>
    public bool Trainable { get; init; }

    /// <summary>Whether training computes the gradients by the inputs too.</summary>
    public bool InputGradient { get; init; }
}
