namespace ConvGen.Onnx.Declarations;

/// <summary>How a declaration is written.</summary>
public sealed record DeclarationOptions
{
    /// <summary>Lines of a comment above everything, without slashes: where the network comes from.</summary>
    public IReadOnlyList<string> Comment { get; init; } = [];

    /// <summary>The documentation of the class, in one sentence; <see langword="null"/> for none.</summary>
    public string? Summary { get; init; }
}
