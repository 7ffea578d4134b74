namespace ConvGen.Model.Layers.Normalisation;

/// <summary>Which elements of an example are normalised together: some neighbouring channels by the last spatial axes.</summary>
/// <param name="Channels">Channels of a set.</param>
/// <param name="SpatialAxes">Spatial axes, counted from the last, whose positions all belong to a set; each position of the others has sets
/// of its own.</param>
public readonly record struct NormalisedSet(int Channels, int SpatialAxes);
