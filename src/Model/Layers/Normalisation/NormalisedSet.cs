namespace ConvGen.Model.Layers.Normalisation;

/// <summary>The elements of an example that are normalised together: neighbouring channels times the last spatial axes.</summary>
/// <param name="Channels">Channels of a set.</param>
/// <param name="SpatialAxes">The number of last spatial axes whose positions belong to one set; each position of the other axes has a
/// separate set.</param>
public readonly record struct NormalisedSet(int Channels, int SpatialAxes);
