using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Tests.Kernels;

/// <summary>Axes cut into parts.</summary>
public class PartitionTests
{
    public static IEnumerable<(int Length, int Largest)> Cases =>
        from length in Enumerable.Range(1, 70) from largest in Enumerable.Range(1, 20) select (length, largest);

    [Fact]
    public void EvenPartsAreAsFewAsCanBeAndDifferByOne() => Assert.All(Cases, each =>
    {
        int[] sizes = Sizes(Partition.Even(each.Length, each.Largest), each.Length);
        Assert.Equal((each.Length + each.Largest - 1) / each.Largest, sizes.Length);
        Assert.InRange(sizes.Max(), 1, each.Largest);
        Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
        Assert.Equal(sizes.OrderDescending(), sizes);
    });

    [Fact]
    public void WholePartsLeaveOneRemainder() => Assert.All(Cases, each =>
    {
        int[] sizes = Sizes(Partition.Whole(each.Length, each.Largest), each.Length);
        Assert.All(sizes[..^1], size => Assert.Equal(each.Largest, size));
        Assert.Equal(each.Length - (each.Largest * (sizes.Length - 1)), sizes[^1]);
        Assert.InRange(sizes[^1], 1, each.Largest);
    });

    // The size of every part, once it is sure that the parts follow each other and cover the axis.
    private static int[] Sizes(IReadOnlyList<Segment> runs, int length)
    {
        Assert.Equal(0, runs[0].Start);
        Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        Assert.Equal(length, runs[^1].End);
        return [.. runs.SelectMany(run => Enumerable.Repeat(run.Size, run.Count))];
    }
}
