namespace ConvGen.Onnx;

/// <summary>An input or output of the graph, and of the class.</summary>
/// <param name="OnnxName">Its name in the file.</param>
/// <param name="Name">Its name in the class: <c>input</c> and <c>output</c> where there is only one.</param>
/// <param name="Shape">Its shape in the file, with the axis of examples where there is one. The numbers have this order.</param>
public sealed record ImportedPort(string OnnxName, string Name, IReadOnlyList<int> Shape)
{
    /// <summary>Whether it is an input that nothing in the file reads.</summary>
    public bool IsUnread { get; init; }
}
