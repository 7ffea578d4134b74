using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
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

    [Fact]
    public void MaxoutDividesTheChannels()
    {
        NetworkModel network = Network(Input(6, 4, 5), Of(new MaxoutLayer(3)), Of(new FlattenLayer()), Of(new MaxoutLayer(4)));
        Assert.Equal("2×4×5", network.Nodes[1].Shape.ToString());
        Assert.Equal("10", network.Nodes[3].Shape.ToString());
        Assert.Equal([1, 1], network.Nodes[1].ReceptiveField);
    }

    [Fact]
    public void ALearnedPoolHasATensorOverItsTaps()
    {
        Node node = Network(Input(5, 6, 9), Of(new LearnedPoolLayer(new() { Kernel = new(2, 3) }))).Nodes[1];
        ParameterTensor tensor = Assert.Single(node.Parameters);
        Assert.Equal("pool1.weight", tensor.Name);
        Assert.Equal([5, 2, 3], tensor.Shape);
        Assert.True(tensor.IsTrainable);
        Assert.Equal(5 * 6 * 9, node.Macs);
    }

    [Fact]
    public void CodewordsAreNotTrained()
    {
        NetworkModel network = Network(Input(5, 6, 9), Of(new ClusterPoolLayer(7, PoolingKind.Average)));
        Assert.Equal("35", network.Nodes[1].Shape.ToString());
        Assert.Equal([7, 5], Assert.Single(network.Nodes[1].Parameters).Shape);
        Assert.Equal(0, network.ParameterCount);
        Assert.Equal(7 * 5 * 6 * 9, network.Macs);
    }

    [Fact]
    public void UnpoolingReadsThePoolingAndWhatItReads()
    {
        NetworkModel network = Network(
            Input(3, 8, 8), Conv(4, 3, 1, 1), MaxPool(2), Conv(4, 3, 1, 1), Of(new MaxUnpoolLayer()).From("pool1"), Conv(4, 3, 1, 1));
        Assert.Equal([3, 1, 2], network.Nodes[4].Inputs);
        Assert.Equal(network.Nodes[1].Shape, network.Nodes[4].Shape);

        // Neighbours are one cell apart again: the last convolution sees one more on either side.
        Assert.Equal(2, network.Nodes[5].ReceptiveField[0] - network.Nodes[4].ReceptiveField[0]);
    }

    [Fact]
    public void AnUnpoolingOfABrokenPoolingStaysSilent() =>
        Assert.Equal(ProblemIds.UnknownName, OnlyProblem(Input(3, 8, 8), MaxPool(2).From("nothing"), Of(new MaxUnpoolLayer()).From("pool1")).Id);
}
