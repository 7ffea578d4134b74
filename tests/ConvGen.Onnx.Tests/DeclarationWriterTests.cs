using System.Runtime.CompilerServices;
using ConvGen.Model;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Declarations;

namespace ConvGen.Onnx.Tests;

/// <summary>What is written is what a person would have written, and what is read from it is the declaration again.</summary>
public class DeclarationWriterTests
{
    [Fact]
    public void ReadsAsAPersonWouldHaveWrittenIt()
    {
        const string source = """
            using ConvGen;

            namespace Vision;

            [Input(3, 224, 224, Mean = [0.485, 0.456, 0.406], Std = [0.229, 0.224, 0.225])]
            [Conv(64, k: 7, s: 2, p: 3, Rounding = RoundingMode.Floor, Bias = BiasKind.None), BatchNorm, Relu]
            [MaxPool(k: 3, s: 2, p: 1, Rounding = RoundingMode.Floor, Name = "stem")]
            [Conv(64, Kernel = [1, 3], PadBegin = [0, 1], PadEnd = [0, 1]), BatchNorm(Epsilon = 0.001), Relu6]
            [Conv(64, k: 1, From = "stem"), HardTanh(0, 20)]
            [Add("relu61")]
            [GlobalAvgPool]
            [Dense(1000), Softmax, Output("probabilities")]
            [Size(256, 256)]
            [Budget(Parameters = 20000000)]
            [Trainable]
            public sealed partial class Classifier;

            """;
        Assert.Equal(source, DeclarationWriter.Write(Assert.Single(DeclaredNetworks.Read(source))));
    }

    [Fact]
    public void UsesOfEqualBlocksShareAClass()
    {
        const string source = """
            using ConvGen;
            [Input(16, 8, 8)]
            [Use<Basic>(16, Repeat = 2, Name = "layer1")]
            [Use<Basic>(32, s: 2, Repeat = 3, Name = "layer2")]
            [Use<Basic>(32, Repeat = 1, Name = "layer3")]
            [Use<Basic>(32, Repeat = 2, Tied = true, Name = "layer4", From = "layer2")]
            partial class Net;
            [Block]
            [Conv(BlockArgument.Filters, k: 3, s: BlockArgument.Stride, p: 1), Relu(Name = "a")]
            [Conv(BlockArgument.Filters / 2, k: 1), Conv(BlockArgument.Filters, k: 1)]
            [Add("a")]
            class Basic;
            """;
        NetworkDeclaration network = Assert.Single(DeclaredNetworks.Read(source));
        string written = DeclarationWriter.Write(network);
        Assert.Equal(network, Assert.Single(DeclaredNetworks.Read(written)));
        Assert.Equal(2, written.Split("[Block]").Length - 1);
        Assert.Contains("[Use<Net.Layer1Block>(8, Repeat = 2, Name = \"layer1\")]", written, StringComparison.Ordinal);
        Assert.Contains("[Use<Net.Layer1Block>(16, Name = \"layer3\")]", written, StringComparison.Ordinal);
        Assert.Contains("[Conv(BlockArgument.Filters, k: 1)]", written, StringComparison.Ordinal);
        Assert.Contains("[Conv(BlockArgument.Filters * 2, k: 1)]", written, StringComparison.Ordinal);
        Assert.Contains("[Use<Net.Layer2Block>(s: 2, Repeat = 3, Name = \"layer2\")]", written, StringComparison.Ordinal);
        Assert.Contains("[Conv(32, k: 3, s: BlockArgument.Stride, p: 1), Relu(Name = \"a\")]", written, StringComparison.Ordinal);
    }

    [Fact]
    public void CopiesThatAreNotOneBlockAreRefused()
    {
        EquatableArray<LayerDeclaration> Copy(int filters) =>
            new(new LayerDeclaration(new ConvLayer(filters, new WindowSettings { K = 1 }, 1, Model.Layers.Convolutions.BiasKind.PerChannel)));
        NetworkDeclaration network = Assert.Single(DeclaredNetworks.Read("using ConvGen; [Input(3, 8, 8), Relu] partial class Net;"));
        var use = new UseLayer(new(Copy(4), Copy(8)), Tied: false);
        NetworkDeclaration wrong = network with { Layers = network.Layers.Append(new(use)).ToEquatableArray() };
        Assert.Throws<ArgumentException>(() => DeclarationWriter.Write(wrong));
    }

    [Theory]
    [InlineData("a\"b\\c")]
    [InlineData("größe/12:0")]
    [InlineData("🙂")]
    public void NamesOfAnyLettersStayWhatTheyAre(string name)
    {
        NetworkDeclaration network = Assert.Single(DeclaredNetworks.Read("using ConvGen; [Input(3, 8, 8), Relu] partial class Net;"));
        NetworkDeclaration named = network with
        {
            Layers = network.Layers.Select(layer => layer.Layer is InputLayer ? layer : layer with { Name = name }).ToEquatableArray(),
        };
        Assert.Equal(named, Assert.Single(DeclaredNetworks.Read(DeclarationWriter.Write(named))));
    }

    [Fact]
    public void AClassInsideOthersIsWrittenThere()
    {
        const string source = "using ConvGen; namespace A.B; partial class Outer { [Input(3, 8, 8), Relu] private partial class Inner; }";
        NetworkDeclaration network = Assert.Single(DeclaredNetworks.Read(source));
        Assert.Equal(network, Assert.Single(DeclaredNetworks.Read(DeclarationWriter.Write(network))));
    }

    [Fact]
    public void CommentsAndDocumentationCannotEndEarly()
    {
        NetworkDeclaration network = Assert.Single(DeclaredNetworks.Read("using ConvGen; [Input(3, 8, 8), Relu] partial class Net;"));
        string text = DeclarationWriter.Write(
            network, new DeclarationOptions { Comment = ["first\nclass Broken {"], Summary = "A </summary> & more" });
        Assert.StartsWith("// first class Broken {\n", text, StringComparison.Ordinal);
        Assert.Contains("/// <summary>A &lt;/summary&gt; &amp; more</summary>\n", text, StringComparison.Ordinal);
        Assert.Equal(network, Assert.Single(DeclaredNetworks.Read(text)));
    }

    /// <summary>Every network that this repository declares in a class.</summary>
    [Fact]
    public void TheNetworksOfThisRepositoryAreReadBack()
    {
        int count = 0;
        foreach (string folder in new[] { "samples", "benchmarks", "tests" }.Select(name => Path.Combine(Root(), name)))
        {
            string[] files =
            [
                .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                    .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
                    .Select(File.ReadAllText)
                    .Append("global using ConvGen;"),
            ];
            foreach (NetworkDeclaration network in DeclaredNetworks.Read(files))
            {
                string written = DeclarationWriter.Write(network);
                NetworkDeclaration[] again = [.. DeclaredNetworks.Read(written)];
                Assert.True(again is [var only] && only == network, written);
                count++;
            }
        }

        Assert.True(count > 50, $"Only {count} networks were found.");
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../.."));
}
