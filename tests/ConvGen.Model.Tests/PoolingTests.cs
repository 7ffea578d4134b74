using static ConvGen.Model.Tests.Declared;

namespace ConvGen.Model.Tests;

/// <summary>Poolings whose output does not follow from a sliding window.</summary>
public class PoolingTests
{
    [Theory]
    [InlineData(new[] { 2, 3 }, "16×2×3", "to 2×3")]
    [InlineData(new[] { 4 }, "16×4×4", "to 4×4")]
    public void AdaptivePoolingsHaveTheSizeAskedFor(int[] size, string shape, string settings)
    {
        Node node = Network(Input(16, 13, 10), Of(new AdaptiveMaxPoolLayer(new(size)))).Nodes[1];
        Assert.Equal(shape, node.Shape.ToString());
        Assert.Equal(settings, node.Settings);
    }

    // Windows of 5 rows at a distance of 4: 0…4, 4…8, 8…12 of 13 rows; two rows at a distance of two tile 4 columns.
    [Fact]
    public void AdaptivePoolingsSeeTheirLargestWindow()
    {
        NetworkModel network = Network(Input(1, 14, 4), Of(new AdaptiveAvgPoolLayer(new(3, 2))), Conv(1, 2));
        Assert.Equal([6, 2], network.Nodes[1].ReceptiveField);
        Assert.Equal([11, 4], network.Nodes[2].ReceptiveField);
    }

    [Fact]
    public void OneWindowSeesEverything() =>
        Assert.Equal([15, 8], Network(Input(1, 15, 8), Conv(2, 3, 1, 1), Of(new GlobalMaxPoolLayer())).Nodes[2].ReceptiveField.Select(r => r - 2));

    [Theory]
    [InlineData(new int[0], 16 * (1 + 4 + 16), "maxima of levels 1, 2, 4")]
    [InlineData(new[] { 3, 1 }, 16 * (9 + 1), "maxima of levels 3, 1")]
    public void PyramidsAddUpTheirLevels(int[] levels, int features, string settings)
    {
        Node node = Network(Input(16, 13, 10), Of(new PyramidPoolLayer(new(levels), PoolingKind.Max))).Nodes[1];
        Assert.Equal(new FeatureShape(features, EquatableArray<int>.Empty), node.Shape);
        Assert.Equal(settings, node.Settings);
    }

    [Fact]
    public void APyramidTooLargeIsReported()
    {
        Problem problem = OnlyProblem(Input(16, 8, 8), Of(new PyramidPoolLayer(new(100_000), PoolingKind.Average)));
        Assert.Equal(ProblemIds.SizeOverflow, problem.Id);
        Assert.Equal("the output has 160,000,000,000 features", problem.Arguments[1]);
    }
}
