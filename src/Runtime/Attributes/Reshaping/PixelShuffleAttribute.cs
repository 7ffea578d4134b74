namespace ConvGen;

/// <summary>
/// Channels become positions: C·r²×H×W becomes C×H·r×W·r (Shi et al. 2016); in one dimension C·r×L becomes C×L·r, in three C·r³ becomes C.
/// </summary>
/// <param name="r">How many times longer each spatial axis becomes.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PixelShuffleAttribute(int r) : LayerAttribute
{
    /// <summary>How many times longer each spatial axis becomes.</summary>
    public int R { get; } = r;

    /// <summary>Which channels belong to a block.</summary>
    public PixelOrder Order { get; set; }
}
