namespace ConvGen.Onnx.Declarations;

/// <summary>A block's class.</summary>
/// <param name="Name">The name of the class.</param>
/// <param name="Layers">Its layers.</param>
/// <param name="Numbers">The names of the numbers that its uses say, in their order.</param>
internal sealed record BlockText(string Name, IReadOnlyList<AttributeText> Layers, IReadOnlyList<string> Numbers);
