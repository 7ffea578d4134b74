namespace ConvGen.Model;

/// <summary>A layer that takes some channels of its input, one after the other.</summary>
public abstract record ChannelRangeLayer : Layer
{
    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (Range(name, input.Channels, problems) is not { } range)
            return null;
        return new(input with { Channels = range.Count })
        {
            Settings = $"channels {NumberText.Plain(range.First)} to {NumberText.Plain(range.First + range.Count - 1)}",
        };
    }

    /// <summary>The channels that are taken of so many, or <see langword="null"/> when they are not there.</summary>
    private protected abstract (int First, int Count)? Range(string name, int channels, ICollection<Problem> problems);
}
