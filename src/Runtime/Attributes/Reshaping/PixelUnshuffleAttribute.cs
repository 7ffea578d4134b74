namespace ConvGen;

/// <summary>Positions become channels: C×H·r×W·r becomes C·r²×H×W, the way back of <see cref="PixelShuffleAttribute"/>.</summary>
/// <param name="r">How many times shorter each spatial axis becomes.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PixelUnshuffleAttribute(int r) : LayerAttribute
{
    /// <summary>How many times shorter each spatial axis becomes.</summary>
    public int R { get; } = r;

    /// <summary>Which channels a block becomes.</summary>
    public PixelOrder Order { get; set; }
}
