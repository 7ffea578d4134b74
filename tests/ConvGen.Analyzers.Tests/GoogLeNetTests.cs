using ConvGen.Model;
using ConvGen.Model.Shapes;

namespace ConvGen.Analyzers.Tests;

/// <summary>
/// GoogLeNet (Szegedy et al. 2015), whose nine modules are one block with nine lines: as torchvision has it, and as its authors published it.
/// </summary>
public class GoogLeNetTests
{
    private const string Modules = """
        [Use<Inception>(64, 96, 128, 16, 32, 32, Name = "inception3a")]
        [Use<Inception>(128, 128, 192, 32, 96, 64, Name = "inception3b")]
        [MaxPool(k: 3, s: 2, Rounding = RoundingMode.Ceiling)]
        [Use<Inception>(192, 96, 208, 16, 48, 64, Name = "inception4a")]
        [Use<Inception>(160, 112, 224, 24, 64, 64, Name = "inception4b")]
        [Use<Inception>(128, 128, 256, 24, 64, 64, Name = "inception4c")]
        [Use<Inception>(112, 144, 288, 32, 64, 64, Name = "inception4d")]
        [Use<Inception>(256, 160, 320, 32, 128, 128, Name = "inception4e")]
        [MaxPool(k: POOL, s: 2, Rounding = RoundingMode.Ceiling)]
        [Use<Inception>(256, 160, 320, 32, 128, 128, Name = "inception5a")]
        [Use<Inception>(384, 192, 384, 48, 128, 128, Name = "inception5b")]
        """;

    private const string Numbers = """
        {
            private const int Out1 = BlockArgument.Number1, Reduce3 = BlockArgument.Number2, Out3 = BlockArgument.Number3;
            private const int Reduce5 = BlockArgument.Number4, Out5 = BlockArgument.Number5, Pooled = BlockArgument.Number6;
        }
        """;

    // Channels and sizes from table 1 of the paper.
    private static readonly (string Name, int Channels, int Size)[] Maps =
    [
        ("inception3a", 256, 28), ("inception3b", 480, 28), ("inception4a", 512, 14), ("inception4b", 512, 14), ("inception4c", 512, 14),
        ("inception4d", 528, 14), ("inception4e", 832, 14), ("inception5a", 832, 7), ("inception5b", 1024, 7),
    ];

    /// <summary>The parameters of <c>torchvision.models.googlenet(aux_logits=False)</c>, and the names of its modules.</summary>
    [Fact]
    public void TorchvisionsModulesAreOneBlock()
    {
        string Unit(string name, string arguments) =>
            $"Conv({arguments}, Bias = BiasKind.None, Name = \"{name}.conv\"), BatchNorm(Epsilon = 1e-3, Name = \"{name}.bn\"), Relu(Name = \"{name}\")";
        NetworkModel network = Compiled.Read($$"""
            using ConvGen;
            [Block]
            [{{Unit("branch1", "Out1, k: 1")}}]
            [{{Unit("branch2.0", "Reduce3, k: 1, From = BlockArgument.Input")}}]
            [{{Unit("branch2.1", "Out3, k: 3, p: 1")}}]
            [{{Unit("branch3.0", "Reduce5, k: 1, From = BlockArgument.Input")}}]
            [{{Unit("branch3.1", "Out5, k: 3, p: 1")}}]
            [MaxPool(k: 3, s: 1, p: 1, From = BlockArgument.Input)]
            [{{Unit("branch4.1", "Pooled, k: 1")}}]
            [Concat("branch1", "branch2.1", "branch3.1", "branch4.1")]
            class Inception
            {{Numbers}}
            [Input(3, 224, 224)]
            [{{Unit("conv1", "64, k: 7, s: 2, p: 3, Rounding = RoundingMode.Floor")}}, MaxPool(k: 3, s: 2, Rounding = RoundingMode.Ceiling)]
            [{{Unit("conv2", "64, k: 1")}}]
            [{{Unit("conv3", "192, k: 3, p: 1")}}, MaxPool(k: 3, s: 2, Rounding = RoundingMode.Ceiling)]
            {{Modules.Replace("POOL", "2", StringComparison.Ordinal)}}
            [GlobalAvgPool, Dropout(0.2), Dense(1000, Name = "fc")]
            partial class GoogLeNet;
            """, "GoogLeNet");

        Assert.Equal(6_624_904, network.ParameterCount);
        CheckMaps(network);
        string[] names = [.. network.Tensors.Select(tensor => tensor.Name)];
        string[] kinds = ["conv.weight", "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var"];
        string[] modules = ["branch1", "branch2.0", "branch2.1", "branch3.0", "branch3.1", "branch4.1"];
        IEnumerable<string> units = [.. new[] { "conv1", "conv2", "conv3" }, .. Maps.SelectMany(map => modules.Select(module => $"{map.Name}.{module}"))];
        Assert.Equal(units.SelectMany(unit => kinds.Select(kind => $"{unit}.{kind}")).Concat(["fc.weight", "fc.bias"]), names);
    }

    /// <summary>The parameters of the authors' model, as of <c>bvlc_googlenet</c>: kernels of 5×5 and biases instead of normalisation.</summary>
    [Fact]
    public void TheAuthorsModulesAreOneBlock()
    {
        NetworkModel network = Compiled.Read($$"""
            using ConvGen;
            [Block]
            [Conv(Out1, k: 1), Relu(Name = "1")]
            [Conv(Reduce3, k: 1, From = BlockArgument.Input), Relu, Conv(Out3, k: 3, p: 1), Relu(Name = "2")]
            [Conv(Reduce5, k: 1, From = BlockArgument.Input), Relu, Conv(Out5, k: 5, p: 2), Relu(Name = "3")]
            [MaxPool(k: 3, s: 1, p: 1, From = BlockArgument.Input), Conv(Pooled, k: 1), Relu(Name = "4")]
            [Concat("1", "2", "3", "4")]
            class Inception
            {{Numbers}}
            [Input(3, 224, 224)]
            [Conv(64, k: 7, s: 2, p: 3, Rounding = RoundingMode.Floor), Relu, MaxPool(k: 3, s: 2, Rounding = RoundingMode.Ceiling)]
            [LocalResponseNorm, Conv(64, k: 1), Relu, Conv(192, k: 3, p: 1), Relu, LocalResponseNorm]
            [MaxPool(k: 3, s: 2, Rounding = RoundingMode.Ceiling)]
            {{Modules.Replace("POOL", "3", StringComparison.Ordinal)}}
            [GlobalAvgPool, Dropout(0.4), Dense(1000), Softmax]
            partial class GoogLeNet;
            """, "GoogLeNet");

        Assert.Equal(6_998_552, network.ParameterCount);
        CheckMaps(network);
    }

    private static void CheckMaps(NetworkModel network)
    {
        foreach ((string name, int channels, int size) in Maps)
        {
            FeatureShape shape = network.Nodes.Last(node => node.Name.StartsWith(name + ".", StringComparison.Ordinal)).Shape;
            Assert.Equal($"{name} {channels}×{size}×{size}", $"{name} {shape}");
        }
    }
}
