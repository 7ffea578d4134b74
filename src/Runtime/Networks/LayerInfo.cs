namespace ConvGen;

/// <summary>What is known at compile time about one layer.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Kind">What it is, such as <c>Conv</c>.</param>
/// <param name="Settings">Its settings as a person would write them, such as <c>5×5, padding 2</c>; may be empty.</param>
/// <param name="OutputShape">Channels, then the spatial axes from the outermost to the innermost.</param>
/// <param name="ParameterCount">How many numbers it learns.</param>
/// <param name="Macs">How many multiply-accumulate operations one example takes.</param>
/// <param name="ReceptiveField">How much of the network's input one result sees, per spatial axis; empty without spatial axes.</param>
/// <param name="Algorithm">How it is computed.</param>
public sealed record LayerInfo(
    string Name,
    string Kind,
    string Settings,
    IReadOnlyList<int> OutputShape,
    long ParameterCount,
    long Macs,
    IReadOnlyList<int> ReceptiveField,
    string Algorithm);
