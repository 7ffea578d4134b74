namespace ConvGen.Generator.Plans;

/// <summary>Something that is packed, and where to.</summary>
/// <param name="Layer">The first layer that reads it.</param>
/// <param name="Recipe">What.</param>
/// <param name="Places">Where to.</param>
internal sealed record PackCall(string Layer, PackRecipe Recipe, EquatableArray<PackedPlace> Places);
