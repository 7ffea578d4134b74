namespace ConvGen.Model;

/// <summary>Limits that a network must keep; 0 is no limit.</summary>
/// <param name="Parameters">The most trainable parameters.</param>
/// <param name="Macs">The most multiply-accumulate operations per example.</param>
/// <param name="ArenaBytes">The most bytes of intermediate values per example.</param>
public sealed record Budget(long Parameters, long Macs, long ArenaBytes);
