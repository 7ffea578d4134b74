namespace ConvGen;

/// <summary>What a shifted crop takes from outside the picture.</summary>
public enum CropPadding
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The picture mirrored at its outermost positions, which are not repeated.</summary>
    Reflect,
}
