using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Shapes;
using FsCheck;
using FsCheck.Fluent;
using static ConvGen.Model.Tests.Declared;

namespace ConvGen.Model.Tests;

/// <summary>The arithmetic of transposed convolutions against worked examples and loops written from the definition.</summary>
public class TransposedConvolutionTests
{
    private static readonly Config Some = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20240229, 17);

    [Theory]
    [InlineData(2, 3, 1, 0, 0, 4)]
    [InlineData(5, 2, 2, 0, 0, 10)]
    [InlineData(16, 4, 2, 1, 0, 32)]
    [InlineData(32, 3, 2, 1, 0, 63)]
    [InlineData(32, 3, 2, 1, 1, 64)]
    [InlineData(7, 1, 4, 0, 3, 28)]
    [InlineData(1, 4, 1, 0, 0, 4)]
    public void HasTheSizeOfTheFormula(int input, int k, int s, int p, int more, int output) =>
        Assert.Equal(output, Network(Input(3, input), Transposed(8, k, s, p, more)).Nodes[1].Shape.Spatial[0]);

    [Theory]
    [InlineData(PaddingKind.Same, 3, 2, 0, 1)]
    [InlineData(PaddingKind.SameLower, 3, 2, 1, 0)]
    [InlineData(PaddingKind.Same, 5, 1, 2, 2)]
    [InlineData(PaddingKind.Same, 2, 3, 0, 0)]
    [InlineData(PaddingKind.Causal, 5, 2, 0, 3)]
    [InlineData(PaddingKind.Causal, 2, 3, 0, 0)]
    public void SameMultipliesByTheStride(PaddingKind padding, int k, int s, int begin, int end)
    {
        WindowSettings window = new() { K = k, S = s, Padding = padding };
        WindowAxis axis = Network(Input(3, 7), Of(new ConvTransposeLayer(8, window, 1, BiasKind.PerChannel))).Nodes[1].Axes[0];
        Assert.Equal(new WindowAxis(7 * s, k, s, 1, begin, end, 7), axis);
    }

    [Fact]
    public void GivesBackWhatTheConvolutionRead()
    {
        Gen<(int Input, int Kernel, int Stride, int Dilation, int Padding)> cases =
            from input in Gen.Choose(1, 30)
            from kernel in Gen.Choose(1, 5)
            from stride in Gen.Choose(1, 4)
            from dilation in Gen.Choose(1, 3)
            from padding in Gen.Choose(0, 2)
            where dilation * (kernel - 1) + 1 <= input + 2 * padding
            select (input, kernel, stride, dilation, padding);
        Prop.ForAll(cases.ToArbitrary(), each =>
        {
            NetworkModel forward = Network(
                Input(1, each.Input), Conv(1, each.Kernel, each.Stride, each.Padding, dilation: each.Dilation, rounding: RoundingMode.Floor));
            int more = (each.Input + 2 * each.Padding - each.Dilation * (each.Kernel - 1) - 1) % each.Stride;
            NetworkModel back = Network(
                Input(1, forward.Nodes[1].Shape.Spatial[0]), Transposed(1, each.Kernel, each.Stride, each.Padding, more, each.Dilation));
            return back.Nodes[1].Shape.Spatial[0] == each.Input && back.Nodes[1].Axes == forward.Nodes[1].Axes && back.Macs == forward.Macs;
        }).Check(Some);
    }

    [Fact]
    public void HasTheTensorsOfPyTorch()
    {
        WindowSettings window = new() { Kernel = new(3, 5), Stride = new(2, 1) };
        Node node = Network(Input(4, 9, 8), Of(new ConvTransposeLayer(6, window, 2, BiasKind.PerChannel))).Nodes[1];
        Assert.Equal("6×19×12", node.Shape.ToString());
        Assert.Equal("convtranspose1.weight", node.Parameters[0].Name);
        Assert.Equal([4, 3, 3, 5], node.Parameters[0].Shape);
        Assert.Equal((45, 60), (node.Parameters[0].FanIn, node.Parameters[0].FanOut));
        Assert.Equal([6], node.Parameters[1].Shape);
        Assert.Equal(9 * 8 * 4 * 3 * 15, node.Macs);
        Assert.Equal("3×5, stride 2×1, groups 2", node.Settings);
    }

    [Fact]
    public void TheTableTellsTheOutputPadding() => Assert.Equal(
        "3×3, stride 2, padding 1, output padding 1, no bias",
        Network(Input(4, 9, 8), Of(new ConvTransposeLayer(0, Window(3, 2, 1), 1, BiasKind.None) { OutputPadding = 1 })).Nodes[1].Settings);

    [Fact]
    public void TheSecondHalfOfAnAutoencoderSeesWholeCellsAgain()
    {
        NetworkModel network = Network(
            Input(1, 64), Conv(1, 3, 1, 1), MaxPool(2), Conv(1, 3, 1, 1), Transposed(1, 2, 2), Conv(1, 3, 1, 1), Conv(1, 3, 1, 1));
        Assert.Equal([1, 3, 4, 8, 8, 10, 12], network.Nodes.Select(node => node.ReceptiveField[0]));
    }

    [Fact]
    public void SeesAsFarAsPullingBackOneOutput()
    {
        Gen<(bool Up, int Kernel, int Stride)> layer =
            from up in Gen.Elements(true, false)
            from kernel in Gen.Choose(1, 5)
            from stride in Gen.Choose(1, 2)
            select (up, kernel, stride);
        Prop.ForAll(layer.ListOf(4).ToArbitrary(), layers =>
        {
            NetworkModel network = Network([Input(1, 4000), .. layers.Select(each => each.Up
                ? Transposed(1, each.Kernel, each.Stride)
                : Conv(1, each.Kernel, each.Stride, rounding: RoundingMode.Floor))]);
            return network.Nodes[^1].ReceptiveField[0] == Pull(layers);
        }).Check(Some);
    }

    // The cells that one output can read, layer by layer from the last. Padding decides where they start, so each layer has the start at
    // which most of its inputs are in reach.
    private static long Pull(IEnumerable<(bool Up, int Kernel, int Stride)> layers) => layers.Reverse().Aggregate(1L, (cells, layer) => layer.Up
        ? (cells + layer.Kernel - 2) / layer.Stride + 1
        : (cells - 1) * layer.Stride + layer.Kernel);

    private static LayerDeclaration Transposed(int filters, int k, int s = 1, int p = 0, int more = 0, int dilation = 1) =>
        Of(new ConvTransposeLayer(filters, Window(k, s, p, dilation), 1, BiasKind.PerChannel) { OutputPadding = more });
}
