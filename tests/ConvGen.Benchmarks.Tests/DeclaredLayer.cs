namespace ConvGen.Benchmarks.Tests;

/// <summary>A layer as its network's class declares it.</summary>
/// <param name="Attribute">The attribute with the settings.</param>
/// <param name="Info">Name and shape, as the generator found them.</param>
/// <param name="Inputs">The layers it reads.</param>
internal sealed record DeclaredLayer(Attribute Attribute, LayerInfo Info, IReadOnlyList<DeclaredLayer> Inputs);
