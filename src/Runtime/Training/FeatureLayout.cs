namespace ConvGen;

/// <summary>How the floats of one result are arranged: all positions of the first channel, then all of the second, and so on.</summary>
/// <param name="Channels">How many channels; classes, for a classifier.</param>
/// <param name="Positions">How many positions of a map; 1 without spatial axes.</param>
public readonly record struct FeatureLayout(int Channels, int Positions)
{
    /// <summary>The floats of one result.</summary>
    public int Length => Channels * Positions;

    /// <summary>The layout of a shape.</summary>
    /// <param name="shape">Channels, then the spatial axes.</param>
    public static FeatureLayout Of(IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return new FeatureLayout(shape[0], shape.Skip(1).Aggregate(1, (product, extent) => product * extent));
    }
}
