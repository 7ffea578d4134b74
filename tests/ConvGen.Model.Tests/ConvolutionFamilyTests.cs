using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using static ConvGen.Model.Tests.Declared;

namespace ConvGen.Model.Tests;

/// <summary>Shapes, tensors and counts of what is like a convolution.</summary>
public class ConvolutionFamilyTests
{
    private static readonly WindowSettings Window3 = Window(3, 2, 1, rounding: RoundingMode.Floor);

    [Fact]
    public void ADepthwiseConvolutionHasAGroupForEachChannel()
    {
        Node node = Only(new DepthwiseConvLayer(Window3, 2, BiasKind.PerChannel));
        Assert.Equal("12×4×5", node.Shape.ToString());
        Assert.Equal([12, 1, 3, 3], node.Parameters[0].Shape);
        Assert.Equal([12], node.Parameters[1].Shape);
        Assert.Equal((9, 18), (node.Parameters[0].FanIn, node.Parameters[0].FanOut));
        Assert.Equal(12 * 20 * 9, node.Macs);
        Assert.Equal("depthwiseconv1", node.Name);
    }

    [Fact]
    public void ABiasPerUnitHasTheShapeOfTheOutput()
    {
        Node conv = Only(new ConvLayer(8, Window3, 2, BiasKind.PerUnit));
        Assert.Equal([8, 4, 5], conv.Parameters[1].Shape);
        Assert.Equal("3×3, stride 2, padding 1, groups 2, bias per position", conv.Settings);
        Node transposed = Only(new ConvTransposeLayer(4, Window(2, 2, 0), 1, BiasKind.PerUnit));
        Assert.Equal([4, 14, 18], transposed.Parameters[1].Shape);
    }

    [Fact]
    public void ALocallyConnectedLayerHasAConvolutionsWeightsAtEveryPosition()
    {
        Node node = Only(new LocallyConnectedLayer(8, Window3, BiasKind.PerUnit));
        Assert.Equal("8×4×5", node.Shape.ToString());
        Assert.Equal([4, 5, 8, 6, 3, 3], node.Parameters[0].Shape);
        Assert.Equal((54, 72), (node.Parameters[0].FanIn, node.Parameters[0].FanOut));
        Assert.Equal(8 * 20 * 54, node.Macs);
    }

    [Fact]
    public void ATiledConvolutionHasAConvolutionsWeightsForEveryTile()
    {
        Node node = Only(new TiledConvLayer(0, Window3, 3, BiasKind.None));
        Assert.Equal([3, 3, 6, 6, 3, 3], Assert.Single(node.Parameters).Shape);
        Assert.Equal(6 * 20 * 54, node.Macs);
        Assert.Equal("3×3, stride 2, padding 1, no bias, tiles 3", node.Settings);
    }

    [Fact]
    public void AFilterHasTapsInsteadOfTensors()
    {
        Node node = Only(new ImageFilterLayer(FilterKind.Sharpen, Window(3, 1, 1)));
        Assert.Equal("6×7×9", node.Shape.ToString());
        Assert.Empty(node.Parameters);
        Assert.Equal(6 * 63 * 9, node.Macs);
        Assert.Equal(new EquatableArray<double>(0, -1, 0, -1, 5, -1, 0, -1, 0), Assert.IsType<ImageFilterLayer>(node.Layer).Taps);
        Assert.Equal("Sharpen, 3×3, stride 1, padding 1", node.Settings);
    }

    [Theory]
    [InlineData(FilterKind.Box, 4)]
    [InlineData(FilterKind.Gaussian, 1)]
    [InlineData(FilterKind.Gaussian, 5)]
    public void BlursKeepTheMean(FilterKind kind, int k)
    {
        ImageFilterLayer layer = Assert.IsType<ImageFilterLayer>(Only(new ImageFilterLayer(kind, Window(k, 1, 0))).Layer);
        Assert.Equal(k * k, layer.Taps!.Value.Count);
        Assert.Equal(1, layer.Taps.Value.Sum(), precision: 12);
    }

    [Theory]
    [InlineData(FilterKind.SobelHorizontal)]
    [InlineData(FilterKind.SobelVertical)]
    [InlineData(FilterKind.Laplacian)]
    public void DerivativesOfAConstantAreZero(FilterKind kind) => Assert.Equal(
        0, Assert.IsType<ImageFilterLayer>(Only(new ImageFilterLayer(kind, Window(3, 1, 0))).Layer).Taps!.Value.Sum());

    [Fact]
    public void TheTableTellsWhatStandsAroundTheMap() => Assert.Equal(
        "3×3, stride 2, padding 1, Circular, flipped",
        Only(new ConvLayer(8, Window3, 1, BiasKind.PerChannel) { Flip = true, PadMode = PadMode.Circular }).Settings);

    [Fact]
    public void TilesMustBeUsed()
    {
        Problem problem = OnlyProblem(Input(6, 7, 9), Of(new TiledConvLayer(4, Window3, 5, BiasKind.None)));
        Assert.Equal(ProblemIds.TooManyTiles, problem.Id);
    }

    [Fact]
    public void AMultiplierMustBePositive() =>
        Assert.Equal(ProblemIds.NotPositive, OnlyProblem(Input(6, 7, 9), Of(new DepthwiseConvLayer(Window3, 0, BiasKind.None))).Id);

    private static Node Only(Layer layer) => Network(Input(6, 7, 9), Of(layer)).Nodes[1];
}
