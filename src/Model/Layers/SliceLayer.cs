namespace ConvGen.Model;

/// <summary>Some channels, from one on.</summary>
/// <param name="Start">The first channel.</param>
/// <param name="Count">How many; 0 for all that follow.</param>
public sealed record SliceLayer(int Start, int Count) : ChannelRangeLayer
{
    /// <inheritdoc/>
    public override string Kind => "Slice";

    /// <inheritdoc/>
    public override string NamePrefix => "slice";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckPositions(name, "start", new(Start), problems);
        CheckPositions(name, "count", new(Count), problems);
    }

    private protected override (int First, int Count)? Range(string name, int channels, ICollection<Problem> problems)
    {
        int count = Count == 0 ? channels - Start : Count;
        if (CheckRange(name, "channels", Start, count, channels, "count", "start") is not { } outside)
            return (Start, count);

        // Where it begins behind the last channel nothing is left of it.
        string kept = $"channels {NumberText.Plain(Start)} to {NumberText.Plain(channels - 1)}";
        Mend[] clipped = Start < channels ? [Mend.Set("what is there", kept, ArgumentEdit.Number("count", channels - Start))] : [];
        problems.Add(outside with { Mends = new(clipped) });
        return null;
    }
}
