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
    public void SharedAndFrozenLayersSaySo()
    {
        const string source = """
            using ConvGen;

            [Input(3, 8, 8)]
            [Conv(3, k: 1, Name = "a", Trainable = false), BatchNorm(Trainable = false), Relu]
            [Use<Net.TrunkBlock>(Name = "trunk", Trainable = false)]
            [Use<Net.TrunkBlock>(Share = "trunk")]
            [Conv(3, k: 1, Share = "a")]
            [Dense(2)]
            [Trainable]
            public sealed partial class Net
            {
                [Block]
                [Conv(3, k: 3, p: 1, Trainable = false)]
                [Conv(3, k: 3, p: 1)]
                internal sealed class TrunkBlock;
            }

            """;
        Assert.Equal(source, DeclarationWriter.Write(Assert.Single(DeclaredNetworks.Read(source))));
    }

    [Fact]
    public void UsesThatDifferInNumbersShareAClass()
    {
        const string source = """
            using ConvGen;

            [Input(16, 8, 8)]
            [Use<Net.Layer1Block>(16, 1, Repeat = 2, Name = "layer1")]
            [Use<Net.Layer1Block>(32, "Stride = 2, 1", Repeat = 3, Name = "layer2")]
            [Use<Net.Layer1Block>(32, 1, Name = "layer3")]
            [Use<Net.Layer1Block>(32, 1, Repeat = 2, Tied = true, Name = "layer4", From = "layer2")]
            public sealed partial class Net
            {
                [Block]
                [Conv(Filters, k: 3, s: Stride, p: 1, Rounding = RoundingMode.Floor), Relu(Name = "a")]
                [Conv(Filters / 2, k: 1)]
                [Conv(Filters, k: 1)]
                [Add("a")]
                internal sealed class Layer1Block
                {
                    private const int Filters = BlockArgument.Number1;
                    private const int Stride = BlockArgument.Number2;
                }
            }

            """;
        NetworkDeclaration network = Assert.Single(DeclaredNetworks.Read(source));
        string written = DeclarationWriter.Write(network);
        Assert.Equal(network, Assert.Single(DeclaredNetworks.Read(written)));

        // The stride changes within a use, so that all say it by its name.
        Assert.Equal(source.Replace("(16, 1, ", "(16, \"Stride = 1\", ", StringComparison.Ordinal).Replace("(32, 1, ", "(32, \"Stride = 1\", ", StringComparison.Ordinal), written);
    }

    [Fact]
    public void BlocksInBlocksSayTheirNumbersToo()
    {
        const string source = """
            using ConvGen;
            [Input(4, 30)]
            [Use<Stack>(8, 1, Repeat = 2, Name = "a")]
            [Use<Stack>("Width = 16, 24", "Far = 5", Repeat = 2, Name = "b{1}")]
            partial class Net;
            [Block]
            [Use<Unit>(Width, "Gap = 1, Far, 4", Repeat = 3, Name = "unit{1}"), Conv(Width * 2, k: 1)]
            class Stack { const int Width = BlockArgument.Number1, Far = BlockArgument.Number2; }
            [Block]
            [Conv(Width, k: 2, Dilation = Gap, Padding = PaddingKind.Causal), Dropout(Rate), Tanh]
            class Unit { const int Width = BlockArgument.Number1, Gap = BlockArgument.Number2; const double Rate = 0.25; }
            """;
        NetworkDeclaration network = Assert.Single(DeclaredNetworks.Read(source));
        string written = DeclarationWriter.Write(network);
        Assert.Equal(network, Assert.Single(DeclaredNetworks.Read(written)));
        Assert.Equal(2, written.Split("[Block]").Length - 1);
        Assert.Contains("[Use<Net.ABlock>(1, \"Filters = 8\", Repeat = 2, Name = \"a\")]", written, StringComparison.Ordinal);
        Assert.Contains("[Use<Net.ABlock>(5, \"Filters = 16, 24\", Repeat = 2, Name = \"b{1}\")]", written, StringComparison.Ordinal);
        Assert.Contains("[Use<Net.Unit1Block>(Filters, \"Dilation = 1, Dilation, 4\", Repeat = 3, Name = \"unit{1}\")]", written, StringComparison.Ordinal);
        Assert.Contains("[Conv(Filters * 2, k: 1)]", written, StringComparison.Ordinal);
    }

    [Fact]
    public void CopiesThatAreNotOneBlockAreRefused()
    {
        EquatableArray<LayerDeclaration> Copy(int? padding) =>
            new(new LayerDeclaration(new ConvLayer(4, new WindowSettings { K = 1, P = padding }, 1, Model.Layers.Convolutions.BiasKind.PerChannel)));
        NetworkDeclaration network = Assert.Single(DeclaredNetworks.Read("using ConvGen; [Input(3, 8, 8), Relu] partial class Net;"));
        var use = new UseLayer(new(Copy(null), Copy(1)), Tied: false);
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
