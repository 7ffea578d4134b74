namespace ConvGen.Generator.Program;

/// <summary>Which cluster each position of a map belongs to.</summary>
/// <param name="Assignment">The cluster's number at each position, as a planar map.</param>
/// <param name="Counts">The positions of each cluster.</param>
internal sealed record Clustering(Value Assignment, Value Counts);
