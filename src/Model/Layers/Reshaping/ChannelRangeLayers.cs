using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Reshaping;

/// <summary>A layer that takes a range of its input's channels.</summary>
public abstract record ChannelRangeLayer : Layer
{
    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (Range(name, input.Channels, problems) is not { } range)
        {
            return null;
        }

        return new(input with { Channels = range.Count })
        {
            Settings = $"channels {NumberText.Plain(range.First)} to {NumberText.Plain(range.First + range.Count - 1)}",
        };
    }

    /// <summary>The range, or <see langword="null"/> when it is not inside the given number of channels.</summary>
    private protected abstract (int First, int Count)? Range(string name, int channels, ICollection<Problem> problems);
}

/// <summary>A range of channels.</summary>
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
        {
            return (Start, count);
        }

        // A range that begins after the last channel is empty.
        string kept = $"channels {NumberText.Plain(Start)} to {NumberText.Plain(channels - 1)}";
        Fix[] clipped = Start < channels ? [Fix.Set("clip", kept, ArgumentEdit.Number("count", channels - Start))] : [];
        problems.Add(outside with { Fixes = new(clipped) });
        return null;
    }
}

/// <summary>One of several equal parts of the channels.</summary>
/// <param name="Parts">How many parts.</param>
/// <param name="Part">Which of them, counted from 0.</param>
public sealed record SplitLayer(int Parts, int Part) : ChannelRangeLayer
{
    /// <inheritdoc/>
    public override string Kind => "Split";

    /// <inheritdoc/>
    public override string NamePrefix => "split";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckPositive(name, "parts", Parts, problems);
        if (Parts > 0 && (Part < 0 || Part >= Parts))
        {
            problems.Add(Problem.Of(ProblemIds.PartNumber, [Title(name), NumberText.Plain(Parts - 1), NumberText.Plain(Part)], "part") with
            {
                Fixes = new(Fix.Set("nearest part", ArgumentEdit.Number("part", Part < 0 ? 0 : Parts - 1))),
            });
        }
    }

    private protected override int MinGroups => Part + 1;

    private protected override (int First, int Count)? Range(string name, int channels, ICollection<Problem> problems) =>
        CheckGroups(name, Parts, "parts", problems, ("channels", channels)) ? (Part * (channels / Parts), channels / Parts) : null;
}
