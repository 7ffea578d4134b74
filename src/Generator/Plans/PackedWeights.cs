namespace ConvGen.Generator.Plans;

/// <summary>
/// The packed weights of one kind of context: how long they are, and how they are filled. What only exact networks pack lies behind the
/// rest, so that others do not have it.
/// </summary>
/// <param name="Length">Floats.</param>
/// <param name="LengthWhenExact">Floats of an exact network.</param>
/// <param name="Constants">Fixed numbers that the calls read.</param>
/// <param name="Calls">What is packed, in order.</param>
internal sealed record PackedWeights(
    int Length, int LengthWhenExact, EquatableArray<EquatableArray<double>> Constants, EquatableArray<PackCall> Calls)
{
    /// <summary>Whether exact networks have weights that others do not have.</summary>
    public bool HasExactWeights => LengthWhenExact > Length;

    /// <summary>Bytes of a network that is not exact.</summary>
    public long Bytes => (long)Length * sizeof(float);
}
