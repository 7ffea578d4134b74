using ConvGen.Generator.Loops;

namespace ConvGen.Generator.Program;

/// <summary>Where the maxima of a pooling were: where its input equals its result, the first place of each window.</summary>
/// <param name="Window">The pooling's windows.</param>
/// <param name="Input">What it read.</param>
/// <param name="Maxima">Its result.</param>
internal sealed record MaximaPlaces(PoolWindow Window, Value Input, Value Maxima);
