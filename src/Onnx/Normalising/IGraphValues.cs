using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Normalising;

/// <summary>What is known of values while the nodes of a graph are walked, and where their operations go.</summary>
internal interface IGraphValues
{
    /// <summary>Whether dropout is kept for training.</summary>
    bool KeepsDropout { get; }

    /// <summary>The shape of a value; <see langword="null"/> where it is behind a node that was refused.</summary>
    IReadOnlyList<int>? Shape(string name);

    /// <summary>The value, where it is constant.</summary>
    OnnxTensor? Constant(string name);

    /// <summary>Whether anything reads a value, or the graph returns it.</summary>
    bool IsRead(string name);

    /// <summary>Defines a constant.</summary>
    void Define(string name, OnnxTensor value);

    /// <summary>Adds an operation.</summary>
    void Emit(Operation operation);
}
