namespace ConvGen.Onnx.Graphs;

/// <summary>An input of the graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sizes">Its sizes, <see langword="null"/> where one is unknown; without any where the whole shape is.</param>
/// <param name="Text">The shape as the file has it, with the names of unknown sizes.</param>
/// <param name="IsNumeric">Whether its elements are numbers.</param>
internal sealed record GraphInput(string Name, IReadOnlyList<int?>? Sizes, string Text, bool IsNumeric)
{
    /// <summary>Whether its elements are bytes.</summary>
    public bool IsOfBytes { get; init; }

    /// <summary>Whether its elements are floating-point numbers.</summary>
    public bool IsOfFractions { get; init; }

    /// <summary>Whether its elements are whole numbers.</summary>
    public bool IsOfIntegers { get; init; }
}
