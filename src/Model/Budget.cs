using ConvGen.Model.Problems;

namespace ConvGen.Model;

/// <summary>Limits of a network; <see cref="long.MaxValue"/> for no limit.</summary>
/// <param name="Parameters">The maximum of trainable parameters.</param>
/// <param name="Macs">The maximum of multiply-accumulate operations per example.</param>
/// <param name="ArenaBytes">The maximum of bytes for intermediate values per example.</param>
public sealed record Budget(long Parameters, long Macs, long ArenaBytes)
{
    /// <summary>Raises one of the limits to what the network has.</summary>
    /// <param name="limit">The limit's name.</param>
    /// <param name="needed">What the network has.</param>
    public static Fix Raise(string limit, long needed) => Fix.Set("raise budget", ArgumentEdit.Number(limit, needed));
}
