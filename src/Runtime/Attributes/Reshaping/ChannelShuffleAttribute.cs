namespace ConvGen;

/// <summary>
/// The first channel of each group, then the second of each, and so on (Zhang et al. 2018): channel j·groups + i of the output is channel
/// i·C/groups + j of the input.
/// </summary>
/// <param name="groups">How many groups of channels follow each other in the input.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ChannelShuffleAttribute(int groups) : LayerAttribute
{
    /// <summary>How many groups of channels follow each other in the input.</summary>
    public int Groups { get; } = groups;
}
