namespace ConvGen;

/// <summary>
/// A rectangle by its edges, in pixels from the picture's left and upper edge: a pixel reaches from its number to the next.
/// </summary>
/// <param name="Left">The left edge.</param>
/// <param name="Top">The upper edge.</param>
/// <param name="Right">The right edge.</param>
/// <param name="Bottom">The lower edge.</param>
internal readonly record struct BoxEdges(float Left, float Top, float Right, float Bottom)
{
    /// <summary>Whether there is anything in it.</summary>
    public bool HasArea => Right > Left && Bottom > Top;

    /// <summary>What of it is inside a picture.</summary>
    public BoxEdges Within(int height, int width) => new(
        Math.Clamp(Left, 0, width), Math.Clamp(Top, 0, height), Math.Clamp(Right, 0, width), Math.Clamp(Bottom, 0, height));
}
