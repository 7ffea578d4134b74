using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using FsCheck;
using FsCheck.Fluent;
using static ConvGen.Model.Tests.Declared;

namespace ConvGen.Model.Tests;

/// <summary>Parameters and multiply-accumulates against loops that count one by one.</summary>
public class CountingTests
{
    private static readonly Config Some = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20240229, 17);

    [Fact]
    public void Convolutions()
    {
        Arbitrary<Case> cases = (
            from groups in Gen.Choose(1, 3)
            from channels in Gen.Choose(1, 3)
            from filters in Gen.Choose(1, 3)
            from height in Gen.Choose(4, 7)
            from width in Gen.Choose(4, 7)
            from kernelHeight in Gen.Choose(1, 3)
            from kernelWidth in Gen.Choose(1, 3)
            from stride in Gen.Choose(1, 2)
            from padding in Gen.Choose(0, 2)
            from bias in Gen.Elements(true, false)
            select new Case(groups, channels * groups, filters * groups, height, width, kernelHeight, kernelWidth, stride, padding, bias))
            .ToArbitrary();
        Prop.ForAll(cases, Agrees).Check(Some);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dense(bool bias)
    {
        NetworkModel network = Network(Input(3, 2, 5), Declared.Dense(7, bias));
        long macs = 0;
        for (int unit = 0; unit < 7; unit++)
        {
            for (int feature = 0; feature < 3 * 2 * 5; feature++)
                macs++;
        }

        Assert.Equal(macs, network.Macs);
        Assert.Equal(macs + (bias ? 7 : 0), network.ParameterCount);
    }

    [Fact]
    public void BatchNormCountsWhatIsTrained()
    {
        NetworkModel network = Network(Input(12, 4, 4), Of(new BatchNormLayer(0.1, 1e-5, false)));
        Assert.Equal(24, network.ParameterCount);
        Assert.Equal(48, network.Nodes[1].Parameters.Sum(tensor => tensor.Length));
        Assert.Equal(
            ["bn1.weight", "bn1.bias", "bn1.running_mean", "bn1.running_var"],
            network.Nodes[1].Parameters.Select(tensor => tensor.Name));
        Assert.Equal(
            [TensorRole.Scale, TensorRole.Shift, TensorRole.RunningMean, TensorRole.RunningVariance],
            network.Nodes[1].Parameters.Select(tensor => tensor.Role));
    }

    [Theory]
    [InlineData(null, "8×6×5")]
    [InlineData(1, "5")]
    [InlineData(2, "6×5")]
    [InlineData(3, "8×6×5")]
    public void LayerNormScalesWhatItNormalises(int? axes, string shape)
    {
        Node node = Network(Input(8, 6, 5), Of(new LayerNormLayer(axes, 1e-5, Affine: true, Bias: true))).Nodes[1];
        Assert.Equal(["ln1.weight", "ln1.bias"], node.Parameters.Select(tensor => tensor.Name));
        Assert.All(node.Parameters, tensor => Assert.Equal(shape, string.Join('×', tensor.Shape)));
        Assert.Equal("8×6×5", node.Shape.ToString());
    }

    [Fact]
    public void NormalisationsLeaveOutWhatIsSwitchedOff()
    {
        static IEnumerable<string> Tensors(Layer layer, params int[] input) =>
            Network(Input(input), Of(layer)).Nodes[1].Parameters.Select(tensor => $"{tensor.Name} {tensor.Length}");

        Assert.Equal(["gn1.weight 12", "gn1.bias 12"], Tensors(new GroupNormLayer(3, 1e-5, Affine: true, Bias: true), 12, 5));
        Assert.Equal(["gn1.weight 12"], Tensors(new GroupNormLayer(3, 1e-5, Affine: true, Bias: false), 12, 5));
        Assert.Empty(Tensors(new InstanceNormLayer(1e-5, Affine: false, Bias: true), 12, 5));
        Assert.Equal(["rmsnorm1.weight 60"], Tensors(new RmsNormLayer(null, 1e-5, Affine: true), 12, 5));
        Assert.Equal(["prelu1.weight 1"], Tensors(new PReluLayer(PerChannel: false), 12, 5));
        Assert.Equal(["prelu1.weight 12"], Tensors(new PReluLayer(PerChannel: true), 12, 5));
        Assert.Empty(Tensors(new LocalResponseNormLayer(5, 1e-4, 0.75, 1), 12, 5));
    }

    [Fact]
    public void NormalisedSetsAreThoseOfTheSettings()
    {
        FeatureShape map = new(12, new(6, 5)), features = new(12, EquatableArray<int>.Empty);
        Assert.Equal(new NormalisedSet(12, 2), new LayerNormLayer(null, 1e-5, true, true).Set(map));
        Assert.Equal(new NormalisedSet(1, 1), new LayerNormLayer(1, 1e-5, true, true).Set(map));
        Assert.Equal(new NormalisedSet(12, 0), new LayerNormLayer(1, 1e-5, true, true).Set(features));
        Assert.Equal(new NormalisedSet(4, 2), new GroupNormLayer(3, 1e-5, true, true).Set(map));
        Assert.Equal(new NormalisedSet(1, 2), new InstanceNormLayer(1e-5, true, true).Set(map));
    }

    [Fact]
    public void TensorsHaveTheShapesOfPyTorch()
    {
        NetworkModel network = Network(
            Input(4, 9, 8), Conv(6, new WindowSettings { Kernel = new(3, 5), Padding = PaddingKind.Same }, groups: 2), Declared.Dense(10));
        ParameterTensor weight = network.Nodes[1].Parameters[0];
        Assert.Equal("conv1.weight", weight.Name);
        Assert.Equal([6, 2, 3, 5], weight.Shape);
        Assert.Equal((30, 45), (weight.FanIn, weight.FanOut));
        Assert.Equal([6], network.Nodes[1].Parameters[1].Shape);
        Assert.Equal([10, 6 * 9 * 8], network.Nodes[2].Parameters[0].Shape);
        Assert.Equal("fc1.bias", network.Nodes[2].Parameters[1].Name);
    }

    private static bool Agrees(Case example)
    {
        WindowSettings window = new()
        {
            Kernel = new(example.KernelHeight, example.KernelWidth),
            S = example.Stride,
            P = example.Padding,
            Rounding = RoundingMode.Floor,
        };
        ConvLayer conv = new(example.Filters, window, example.Groups, example.Bias ? BiasKind.PerChannel : BiasKind.None);
        NetworkModel network = Network(Input(example.Channels, example.Height, example.Width), Of(conv));

        long macs = 0;
        HashSet<(int, int, int, int)> weights = [];
        for (int filter = 0; filter < example.Filters; filter++)
        {
            int group = filter / (example.Filters / example.Groups);
            for (int y = -example.Padding; y + example.KernelHeight <= example.Height + example.Padding; y += example.Stride)
            {
                for (int x = -example.Padding; x + example.KernelWidth <= example.Width + example.Padding; x += example.Stride)
                {
                    for (int channel = 0; channel < example.Channels; channel++)
                    {
                        if (channel / (example.Channels / example.Groups) != group)
                            continue;
                        for (int tap = 0; tap < example.KernelHeight * example.KernelWidth; tap++)
                        {
                            macs++;
                            weights.Add((filter, channel, tap / example.KernelWidth, tap % example.KernelWidth));
                        }
                    }
                }
            }
        }

        return network.Macs == macs && network.ParameterCount == weights.Count + (example.Bias ? example.Filters : 0);
    }

    private sealed record Case(
        int Groups, int Channels, int Filters, int Height, int Width, int KernelHeight, int KernelWidth, int Stride, int Padding, bool Bias);
}
