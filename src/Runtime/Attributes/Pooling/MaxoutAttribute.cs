namespace ConvGen;

/// <summary>
/// The maximum over groups of channels (Goodfellow et al. 2013): output channel c is the largest of the input channels c·pieces …
/// c·pieces + pieces − 1 at the same position; the first maximum takes the gradient.
/// </summary>
/// <param name="pieces">Channels that become one; divides their number.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaxoutAttribute(int pieces) : LayerAttribute
{
    /// <summary>Channels that become one.</summary>
    public int Pieces { get; } = pieces;
}
