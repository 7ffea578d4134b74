namespace ConvGen;

/// <summary>Some channels, one after the other.</summary>
/// <param name="start">The first channel, counted from 0.</param>
/// <param name="count">How many channels; all that follow when omitted.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SliceAttribute(int start, int count = 0) : LayerAttribute
{
    /// <summary>The first channel, counted from 0.</summary>
    public int Start { get; } = start;

    /// <summary>How many channels; null for all that follow.</summary>
    public int? Count { get; } = count == 0 ? null : count;
}
