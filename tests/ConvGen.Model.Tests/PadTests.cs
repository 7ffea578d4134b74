using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using static ConvGen.Model.Tests.Declared;

namespace ConvGen.Model.Tests;

/// <summary>Shapes of padded maps.</summary>
public class PadTests
{
    [Fact]
    public void AddsPositionsOnEachSide()
    {
        Node pad = Network(Input(3, 8, 9), Pad(new() { PadBegin = new(1, 0), PadEnd = new(2, -3) })).Nodes[1];
        Assert.Equal("3×11×6", pad.Shape.ToString());
        Assert.Equal("padding (1 + 2)×(0 + -3)", pad.Settings);
        Assert.Empty(pad.Parameters);
        Assert.Equal(0, pad.Macs);
    }

    [Fact]
    public void SeesWhatItReads() =>
        Assert.Equal([3, 3], Network(Input(3, 8, 9), Pad(new() { P = 2 }), Conv(1, k: 3)).Nodes[2].ReceptiveField);

    [Theory]
    [InlineData(PadMode.Reflect, 7, true)]
    [InlineData(PadMode.Reflect, 8, false)]
    [InlineData(PadMode.Replicate, 20, true)]
    [InlineData(PadMode.Circular, 20, true)]
    public void OnlyAReflectionHasAnEnd(PadMode mode, int p, bool fits)
    {
        if (fits)
            Assert.Equal(8 + 2 * p, Network(Input(3, 8), Pad(new() { P = p }, mode)).Nodes[1].Shape.Spatial[0]);
        else
            Assert.Equal(ProblemIds.ReflectionReach, OnlyProblem(Input(3, 8), Pad(new() { P = p }, mode)).Id);
    }

    [Fact]
    public void NeedsOneNumberPerAxis() =>
        Assert.Equal(ProblemIds.AxisCount, OnlyProblem(Input(3, 8, 8), Pad(new() { Pad = new(1, 2, 3) })).Id);

    [Fact]
    public void NeedsAxes() => Assert.Equal(ProblemIds.RankMismatch, OnlyProblem(Input(8), Pad(new() { P = 1 })).Id);

    [Fact]
    public void IsGivenOnce() =>
        Assert.Equal(ProblemIds.GivenTwice, OnlyProblem(Input(3, 8), Pad(new() { P = 1, PadEnd = new(1) })).Id);

    private static LayerDeclaration Pad(WindowSettings window, PadMode mode = default) => Of(new PadLayer(window with { K = 1 }, mode, 0));
}
