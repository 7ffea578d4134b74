using ConvGen.Model.Problems;

namespace ConvGen.Model;

/// <summary>Limits that a network must keep; 0 is no limit.</summary>
/// <param name="Parameters">The most trainable parameters.</param>
/// <param name="Macs">The most multiply-accumulate operations per example.</param>
/// <param name="ArenaBytes">The most bytes of intermediate values per example.</param>
public sealed record Budget(long Parameters, long Macs, long ArenaBytes)
{
    /// <summary>Raises one of the limits to what the network has.</summary>
    /// <param name="limit">The limit's name.</param>
    /// <param name="needed">What the network has.</param>
    public static Fix Raise(string limit, long needed) => Fix.Set("raise budget", ArgumentEdit.Number(limit, needed));
}
