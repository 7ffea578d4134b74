using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using static ConvGen.Model.Tests.Declared;

namespace ConvGen.Model.Tests;

/// <summary>Shapes of layers that lay maps out anew, and of those that combine several.</summary>
public class ShapeTests
{
    public static TheoryData<string, string, Layer> Outputs => new()
    {
        { "20×6", "9×6", new SliceLayer(3, 9) },
        { "20×6", "17×6", new SliceLayer(3, 0) },
        { "20", "5", new SplitLayer(4, 3) },
        { "3×8×9", "3×5×9", new CropLayer(new(5, 9), null, null, Centered: false) },
        { "3×8×9", "3×4×4", new CropLayer(new(4), null, null, Centered: true) },
        { "3×8×9", "3×6×5", new CropLayer(default, new EquatableArray<int>(1, 0), new EquatableArray<int>(1, 4), Centered: false) },
        { "3×8×9", "3×16×18", new UpsampleLayer(new(2), null, UpsampleMode.Nearest) },
        { "3×8×9", "3×4×13", new UpsampleLayer(new(0.5, 1.5), null, UpsampleMode.Bilinear) },
        { "3×8×9", "3×1×20", new UpsampleLayer(default, new EquatableArray<int>(1, 20), UpsampleMode.Nearest) },
        { "12×5", "4×15", new PixelShuffleLayer(3, PixelOrder.ChannelMajor) },
        { "12×5×4", "3×10×8", new PixelShuffleLayer(2, PixelOrder.PositionMajor) },
        { "16×1×2×3", "2×2×4×6", new PixelShuffleLayer(2, PixelOrder.ChannelMajor) },
        { "3×4×6", "12×2×3", new PixelUnshuffleLayer(2, PixelOrder.ChannelMajor) },
        { "12×4×6", "12×4×6", new ChannelShuffleLayer(4) },
        { "12×4×6", "9×32", new ReshapeLayer(new(9, 32)) },
    };

    [Theory]
    [MemberData(nameof(Outputs))]
    public void HasTheShapeOfItsArithmetic(string input, string output, Layer layer)
    {
        Node node = Network(Input([.. input.Split('×').Select(int.Parse)]), Of(layer)).Nodes[1];
        Assert.Equal(output, node.Shape.ToString());
        Assert.Empty(node.Parameters);
        Assert.Equal(0, node.Macs);
    }

    [Fact]
    public void BroadcastsSingleChannelsAndPositions()
    {
        LayerDeclaration pooled = Of(new AvgPoolLayer(new() { Kernel = new(1, 6) }, CountPadding: true)).Named("column");
        NetworkModel network = Network(
            Input(4, 5, 6), pooled, Conv(1).From("input").Named("mask"), Dense(4).Named("gate"),
            Of(new MultiplyLayer()) with { With = new("column", "mask", "gate") });
        Assert.Equal("4×5×6", network.Nodes[^1].Shape.ToString());
    }

    [Fact]
    public void DoesNotBroadcastTwoAgainstThree() => Assert.Equal(
        ProblemIds.CombinedShapes,
        OnlyProblem(Input(2, 5), Conv(3), Of(new SubtractLayer()) with { With = new("input") }).Id);

    [Fact]
    public void SeesMoreOfAMapThatWasLarger() =>
        Assert.Equal([6], Network(Input(1, 16), MaxPool(2), Of(new UpsampleLayer(new(2), null, UpsampleMode.Bilinear)), Conv(1, k: 3)).Nodes[3].ReceptiveField);

    [Fact]
    public void SeesBlocksThatBecomeChannels() =>
        Assert.Equal([6], Network(Input(1, 16), Of(new PixelUnshuffleLayer(2, PixelOrder.ChannelMajor)), Conv(1, k: 3)).Nodes[2].ReceptiveField);

    [Fact]
    public void SeesEverythingBehindAnotherShape() =>
        Assert.Equal([16], Network(Input(2, 16), Of(new ReshapeLayer(new(2, 4, 4))), Conv(1, k: 3)).Nodes[2].ReceptiveField);

    [Fact]
    public void ReportsSizesThatCannotBeCounted() => Assert.Equal(
        ProblemIds.SizeOverflow, OnlyProblem(Input(4, 65536), Of(new UpsampleLayer(new(65536), null, UpsampleMode.Nearest))).Id);
}
