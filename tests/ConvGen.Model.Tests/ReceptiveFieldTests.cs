using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using FsCheck;
using FsCheck.Fluent;
using static ConvGen.Model.Tests.Declared;

namespace ConvGen.Model.Tests;

public class ReceptiveFieldTests
{
    [Fact]
    public void GrowsByTheStridesBefore()
    {
        NetworkModel network = Network(Input(1, 28, 28), Conv(6, 5, 1, 2), Relu(), MaxPool(2), Conv(16, 5), MaxPool(2), Dense(10));
        int[] expected = [1, 5, 5, 6, 14, 16, 32];
        Assert.Equal(expected.Select(size => new EquatableArray<int>(size, size)), network.Nodes.Select(node => node.ReceptiveField));
    }

    [Fact]
    public void IsPerAxis()
    {
        WindowSettings window = new() { Kernel = new(3, 5), Stride = new(1, 2), Dilations = new(2, 1), Rounding = RoundingMode.Floor };
        NetworkModel network = Network(Input(1, 20, 20), Conv(1, window), Conv(1, window));
        Assert.Equal([9, 13], network.Nodes[2].ReceptiveField);
    }

    [Fact]
    public void IsTheLargestOverAllPaths()
    {
        NetworkModel network = Network(
            Input(8, 16, 16), Conv(8, 3, 1, 1), Conv(8, 5, 1, 2).From("input"), Add("conv1"), Conv(8, 3));
        Assert.Equal([3, 5, 5, 7], network.Nodes.Skip(1).Select(node => node.ReceptiveField[0]));
    }

    [Fact]
    public void GlobalLayersSeeEverything()
    {
        NetworkModel network = Network(Input(2, 9), Conv(4, 3, 2, 1), Of(new GlobalAvgPoolLayer()), Of(new FlattenLayer()), Dense(3));
        Assert.Equal("4×1", network.Nodes[2].Shape.ToString());
        Assert.Equal([11], network.Nodes[2].ReceptiveField);
        Assert.Equal([11], network.Nodes[4].ReceptiveField);

        NetworkModel flattened = Network(Input(2, 9), Of(new FlattenLayer()), Dense(3));
        Assert.Equal([1], flattened.Nodes[1].ReceptiveField);
        Assert.Equal([9], flattened.Nodes[2].ReceptiveField);
    }

    [Fact]
    public void IsEmptyWithoutSpatialAxes() => Assert.Empty(Network(Input(10), Dense(3)).Nodes[1].ReceptiveField);

    [Fact]
    public void StopsInsteadOfWrapping()
    {
        LayerDeclaration[] shrinking = [.. Enumerable.Repeat(Conv(1, 3, 2, 1), 40)];
        NetworkModel network = Network([Input(1, 1), .. shrinking]);
        Assert.Equal([int.MaxValue], network.Nodes[40].ReceptiveField);
    }

    [Fact]
    public void AgreesWithPullingBackOneOutput()
    {
        Gen<(int, int, int, int)> window =
            from kernel in Gen.Choose(1, 5)
            from stride in Gen.Choose(1, 3)
            from dilation in Gen.Choose(1, 2)
            from padding in Gen.Choose(0, 2)
            select (kernel, stride, dilation, padding);
        Prop.ForAll(window.ListOf(4).ToArbitrary(), windows =>
        {
            LayerDeclaration[] layers = [.. windows.Select(each =>
                Conv(1, each.Item1, each.Item2, each.Item4, dilation: each.Item3, rounding: RoundingMode.Floor))];
            NetworkModel network = Network([Input(1, 3000), .. layers]);

            // The cells of the input that output 0 reads, layer by layer from the last.
            (long low, long high) = (0, 0);
            foreach ((int kernel, int stride, int dilation, int padding) in Enumerable.Reverse(windows))
                (low, high) = (low * stride - padding, high * stride - padding + (kernel - 1) * dilation);
            return network.Nodes[^1].ReceptiveField[0] == high - low + 1;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20240229, 17));
    }
}
