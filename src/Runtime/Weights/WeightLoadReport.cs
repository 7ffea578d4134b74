using static System.FormattableString;

namespace ConvGen;

/// <summary>What was read of a weight file.</summary>
/// <param name="Loaded">The network's tensors that have the file's numbers now.</param>
/// <param name="Missing">The network's tensors that the file does not have; they are as they were.</param>
/// <param name="Mismatched">The network's tensors whose shape or type in the file does not fit, with both; they are as they were.</param>
/// <param name="Unexpected">The file's tensors that the network does not have.</param>
public sealed record WeightLoadReport(
    IReadOnlyList<string> Loaded, IReadOnlyList<string> Missing, IReadOnlyList<string> Mismatched, IReadOnlyList<string> Unexpected)
{
    /// <summary>Whether every tensor of the network has been read.</summary>
    public bool IsComplete => Missing.Count == 0 && Mismatched.Count == 0;

    /// <summary>All of it, a line for each tensor that was not read.</summary>
    public override string ToString() =>
        Invariant($"{Loaded.Count} tensors loaded, {Missing.Count} missing, ")
            + Invariant($"{Mismatched.Count} that do not fit, {Unexpected.Count} left over")
            + string.Concat(Missing.Select(name => $"\n  missing: '{name}'"))
            + string.Concat(Mismatched.Select(text => $"\n  does not fit: {text}"))
            + string.Concat(Unexpected.Select(name => $"\n  left over: '{name}'"));
}
