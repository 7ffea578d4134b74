using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Reshaping;

/// <summary>A layer that turns positions of a block into channels, or the reverse.</summary>
/// <param name="R">Positions of a block along each axis.</param>
/// <param name="Order">Which channels belong to a block.</param>
public abstract record PixelBlockLayer(int R, PixelOrder Order) : Layer
{
    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckPositive(name, "r", R, problems);

    /// <summary>Positions of a block.</summary>
    private protected long BlockSize(int rank) => Enumerable.Repeat((long)R, rank).Aggregate(1L, Saturating.Multiply);

    /// <summary>The inference of a map that is resized along every axis.</summary>
    private protected Inference? Resized(
        string name, FeatureShape input, long channels, Func<int, long> resize, int cells, ICollection<Problem> problems)
    {
        long[] sizes = [.. input.Spatial.Select(resize)];
        if (sizes.Append(channels).Max() > int.MaxValue)
        {
            problems.Add(
                Problem.Of(ProblemIds.SizeOverflow, [Title(name), "the output has more positions or channels than can be counted"], "r"));
            return null;
        }

        return new(new FeatureShape((int)channels, sizes.Select(size => (int)size).ToEquatableArray()))
        {
            Samples = input.Spatial.Zip(sizes, (from, to) => new SampledAxis(from, (int)to, cells)).ToEquatableArray(),
            Settings = Order == PixelOrder.ChannelMajor ? NumberText.Plain(R) : $"{NumberText.Plain(R)}, {Order}",
        };
    }
}
