using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using static ConvGen.Model.Tests.Declared;

namespace ConvGen.Model.Tests;

/// <summary>The worked examples of the literature.</summary>
public class WorkedExampleTests
{
    [Theory]
    [InlineData(5, 3, 1, 0, 3)]
    [InlineData(7, 3, 1, 0, 5)]
    [InlineData(5, 3, 2, 0, 2)]
    [InlineData(5, 3, 1, 1, 5)]
    [InlineData(32, 6, 1, 0, 27)]
    [InlineData(227, 11, 4, 0, 55)]
    [InlineData(3, 2, 1, 0, 2)]
    [InlineData(3, 2, 1, 1, 4)]
    [InlineData(2, 3, 1, 2, 4)] // The transposed convolution k3, s1 of 2 values, as the convolution that it equals.
    public void OutputSize(int input, int kernel, int stride, int padding, int output)
    {
        foreach (int rank in new[] { 1, 2, 3 })
        {
            int[] sizes = [.. Enumerable.Repeat(input, rank)];
            Node conv = Network(Input([1, .. sizes]), Conv(2, kernel, stride, padding)).Nodes[1];
            Assert.Equal(new FeatureShape(2, Enumerable.Repeat(output, rank).ToEquatableArray()), conv.Shape);
        }
    }

    [Fact]
    public void StrideThatDoesNotTileIsAnError()
    {
        Problem problem = OnlyProblem(Input(3, 224, 224), Conv(96, 11, 4));
        Assert.Equal(ProblemIds.NonIntegerOutput, problem.Id);
        Assert.Equal(
            [
                "Conv 'conv1'", "width", "(224 + 0 + 0 − 11)/4 + 1", "54.25",
                "padding 1 + 2 (55), s: 1 or 3, input 223 or 227, or Rounding = Floor (54)",
            ],
            problem.Arguments);
        Assert.Equal(["s", "Stride", "k", "Kernel"], problem.ArgumentsToBlame);
    }

    [Fact]
    public void StrideThatDoesNotTileIsRoundedDownWhenAsked()
    {
        Assert.Equal(ProblemIds.NonIntegerOutput, OnlyProblem(Input(3, 224, 224), Conv(64, 7, 2, 3)).Id);
        Assert.Equal("64×112×112", Network(Input(3, 224, 224), Conv(64, 7, 2, 3, rounding: RoundingMode.Floor)).Nodes[1].Shape.ToString());
    }

    [Fact]
    public void TenFiltersOnASmallColourImage()
    {
        NetworkModel network = Network(Input(3, 32, 32), Conv(10, 5, 1, 2));
        Assert.Equal("10×32×32", network.Nodes[1].Shape.ToString());
        Assert.Equal(760, network.ParameterCount);
        Assert.Equal(76, Network(Input(3, 32, 32), Conv(1, 5)).ParameterCount);
    }

    [Theory]
    [InlineData(18914, 4096, 77_475_840)]
    [InlineData(4096, 1000, 4_097_000)]
    public void DenseParameters(int features, int units, long parameters) =>
        Assert.Equal(parameters, Network(Input(features), Dense(units)).ParameterCount);

    [Theory]
    [InlineData(7, 386, 386, 7_300_804)]
    [InlineData(1, 386, 4096, 1_581_056)]
    [InlineData(1, 4096, 1000, 4_096_000)]
    public void ConvParametersWithoutBias(int kernel, int channels, int filters, long parameters) =>
        Assert.Equal(parameters, Network(Input(channels, 7, 7), Conv(filters, kernel, bias: false)).ParameterCount);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(11)]
    public void OddKernelHalfPaddingKeepsTheSizeAndFullPaddingGrowsIt(int kernel)
    {
        Assert.Equal("4×20", Network(Input(2, 20), Conv(4, kernel, 1, kernel / 2)).Nodes[1].Shape.ToString());
        Assert.Equal(20 + kernel - 1, Network(Input(2, 20), Conv(4, kernel, 1, kernel - 1)).Nodes[1].Shape.Spatial[0]);
        WindowSettings full = new() { K = kernel, Padding = PaddingKind.Full };
        Assert.Equal(20 + kernel - 1, Network(Input(2, 20), Conv(4, full)).Nodes[1].Shape.Spatial[0]);
    }

    [Fact]
    public void FiltersOmittedKeepTheChannels()
    {
        Node conv = Network(Input(7, 9, 9), Conv(k: 3, s: 1, p: 1)).Nodes[1];
        Assert.Equal("7×9×9", conv.Shape.ToString());
        Assert.Equal(7, Assert.IsType<ConvLayer>(conv.Layer).Filters);
    }

    [Fact]
    public void LeNet5()
    {
        NetworkModel network = Network(
            Input(1, 28, 28),
            Conv(6, 5, 1, 2), Relu(), MaxPool(2, 2),
            Conv(16, 5), Relu(), MaxPool(2, 2),
            Dense(120), Relu(), Dense(84), Relu(), Dense(10), Of(new SoftmaxLayer()));
        Assert.Equal(61_706, network.ParameterCount);
        Assert.Equal(117_600 + 240_000 + 48_000 + 10_080 + 840, network.Macs);
        Assert.Equal(
            ["1×28×28", "6×28×28", "6×28×28", "6×14×14", "16×10×10", "16×10×10", "16×5×5", "120", "120", "84", "84", "10", "10"],
            network.Nodes.Select(node => node.Shape.ToString()));
        Assert.Equal("5×5, stride 1, padding 2", network.Nodes[1].Settings);
        Assert.Equal([0], network.Inputs);
        Assert.Equal([12], network.Outputs);
    }
}
