using System.Globalization;
using ConvGen.Model.Primitives;

namespace ConvGen.Model.Shapes;

/// <summary>The shape of one example's value inside a network, as C, C×L, C×H×W or C×D×H×W.</summary>
/// <param name="Channels">Feature maps C, or the number of features when there are no spatial axes.</param>
/// <param name="Spatial">The sizes of the spatial axes, outermost first.</param>
public sealed record FeatureShape(int Channels, EquatableArray<int> Spatial)
{
    /// <summary>How many spatial axes there are: 0 to 3.</summary>
    public int Rank => Spatial.Count;

    /// <summary>
    /// Positions of one feature map: the product of the spatial sizes, 1 without any; at most <see cref="long.MaxValue"/>.
    /// </summary>
    public long Positions => Spatial.Aggregate(1L, (product, size) => Saturating.Multiply(product, size));

    /// <summary>Values of one example: channels times positions; at most <see cref="long.MaxValue"/>.</summary>
    public long Length => Saturating.Multiply(Channels, Positions);

    /// <summary>The shape as it is written in messages and tables: <c>6×28×28</c>, or <c>120</c> without spatial axes.</summary>
    public override string ToString() =>
        string.Join("×", new[] { Channels }.Concat(Spatial).Select(size => size.ToString(CultureInfo.InvariantCulture)));
}
