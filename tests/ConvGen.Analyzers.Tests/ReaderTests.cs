using System.Reflection;
using ConvGen.Analyzers.Reading;
using ConvGen.Model;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Reading;
using ConvGen.Model.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Analyzers.Tests;

public class ReaderTests
{
    private const string LeNet5 = """
        using ConvGen;
        [Input(1, 28, 28)]
        [Conv(6, k: 5, p: 2), Relu]
        [MaxPool(k: 2, s: 2)]
        [Conv(16, k: 5), Relu]
        [MaxPool(k: 2, s: 2)]
        [Dense(120), Relu]
        [Dense(84), Relu]
        [Dense(10), Softmax]
        [Trainable]
        public sealed partial class Net;
        """;

    public static TheoryData<string> LayerAttributes => [.. typeof(LayerAttribute).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract && type != typeof(OutputAttribute) && type != typeof(UseAttribute<>))
        .Select(type => type.Name)];

    [Fact]
    public void ReadsLeNet5()
    {
        NetworkModel network = Compiled.Read(LeNet5);
        Assert.Equal(
            [
                "input 1×28×28", "conv1 6×28×28", "relu1 6×28×28", "pool1 6×14×14", "conv2 16×10×10", "relu2 16×10×10", "pool2 16×5×5",
                "fc1 120", "relu3 120", "fc2 84", "relu4 84", "fc3 10", "softmax1 10",
            ],
            network.Nodes.Select(node => $"{node.Name} {node.Shape}"));
        Assert.Equal(61_706, network.ParameterCount);
        Assert.True(network.Trainable);
        Assert.False(network.InputGradient);
        Assert.Null(network.Budget);
        Assert.Equal(new TypeIdentity("", EquatableArray<string>.Empty, "Net", "public"), network.Type);
    }

    [Fact]
    public void ReadsAResidualBlock()
    {
        NetworkModel network = Compiled.Read("""
            using ConvGen;
            [Input(16, 32, 32)]
            [Conv(32, k: 3, s: 2, p: 1, Bias = BiasKind.None, Rounding = RoundingMode.Floor), BatchNorm, Relu]
            [Conv(k: 3, p: 1, Bias = BiasKind.None), BatchNorm(Momentum = 0.2, Epsilon = 1e-3, Frozen = true)]
            [Conv(32, k: 1, s: 2, Bias = BiasKind.None, Rounding = RoundingMode.Floor, From = "input", Name = "shortcut.0")]
            [Add("bn2"), Relu]
            [Budget(Parameters = 100_000, Macs = 5_000_000, ArenaBytes = 262_144)]
            [Trainable(InputGradient = true)]
            internal partial class Net;
            """);
        Assert.Equal([[], [0], [1], [2], [3], [4], [0], [6, 5], [7]], network.Nodes.Select(node => node.Inputs.ToArray()));
        Assert.Equal("32×16×16", network.Nodes[^1].Shape.ToString());
        Assert.Equal(new BatchNormLayer(0.2, 1e-3, true), network.Nodes[5].Layer);
        Assert.Equal("shortcut.0.weight", Assert.Single(network.Nodes[6].Parameters).Name);
        Assert.Equal("3×3, stride 2, padding 1, no bias", network.Nodes[1].Settings);
        Assert.Equal(new Budget(100_000, 5_000_000, 262_144), network.Budget);
        Assert.True(network.InputGradient);
        Assert.Equal("internal", network.Type.Accessibility);
    }

    [Fact]
    public void ReadsAnInceptionBlock()
    {
        NetworkModel network = Compiled.Read("""
            using ConvGen;
            [Input(192, 28, 28)]
            [Conv(64, k: 1), Relu(Name = "one")]
            [Conv(96, k: 1, From = "input"), Relu, Conv(128, Kernel = [3, 3], Padding = PaddingKind.Same), Relu(Name = "three")]
            [Conv(16, k: 1, From = "input"), Relu, Conv(32, 5, p: 2), Relu(Name = "five")]
            [MaxPool(3, 1, 1, From = "input"), Conv(32, k: 1), Relu(Name = "pool")]
            [Concat("one", "three", "five", "pool")]
            partial class Net;
            """);
        Assert.Equal("256×28×28", network.Nodes[^1].Shape.ToString());
        Assert.Equal([2, 6, 10, 13], network.Nodes[^1].Inputs);
    }

    [Fact]
    public void ReadsThePrecisionOfWeights()
    {
        NetworkModel network = Compiled.Read("""
            using ConvGen;
            [Input(20), Dense(10), Dense(5, Weights = WeightPrecision.BFloat16, Bias = BiasKind.None), Dense(3, Weights = WeightPrecision.Float32)]
            partial class Net;
            """);
        Assert.Equal(
            [new DenseLayer(10, Bias: true), new DenseLayer(5, Bias: false) { Weights = Model.Layers.Structure.WeightPrecision.BFloat16 }, new DenseLayer(3, Bias: true)],
            network.Nodes.Skip(1).Select(node => node.Layer));
    }

    [Fact]
    public void ReadsEverySettingOfAWindow()
    {
        NetworkModel network = Compiled.Read("""
            using ConvGen;
            [Input(4, 20, 21)]
            [Conv(8, Kernel = new int[] { 3, 5 }, Stride = [2, 1], PadBegin = [1, 2], PadEnd = [0, 1], Dilations = [2, 1], Groups = 2, Rounding = RoundingMode.Ceiling)]
            [AvgPool(3, 2, 1, CountPadding = false, Rounding = RoundingMode.Floor)]
            [MaxPool(2, Padding = PaddingKind.SameLower)]
            [Conv(k: 2, Dilation = 2, Padding = PaddingKind.Full)]
            [MaxPool(Kernel = [2, 3], Pad = [1, 0], Rounding = RoundingMode.Floor)]
            partial class Net;
            """);
        Assert.Equal([new(20, 3, 2, 2, 1, 0, 9), new(21, 5, 1, 1, 2, 1, 20)], network.Nodes[1].Axes);
        Assert.Equal([new(9, 3, 2, 1, 1, 1, 5), new(20, 3, 2, 1, 1, 1, 10)], network.Nodes[2].Axes);
        Assert.Equal([new(5, 2, 2, 1, 1, 0, 3), new(10, 2, 2, 1, 0, 0, 5)], network.Nodes[3].Axes);
        Assert.Equal([new(3, 2, 1, 2, 2, 2, 5), new(5, 2, 1, 2, 2, 2, 7)], network.Nodes[4].Axes);
        Assert.Equal([new(5, 2, 2, 1, 1, 1, 3), new(7, 3, 3, 1, 0, 0, 2)], network.Nodes[5].Axes);
        Assert.Equal(
            ["3×5, stride 2×1, padding (1 + 0)×(2 + 1), dilation 2×1, groups 2", "3×3, stride 2, padding 1, padding not counted"],
            network.Nodes.Skip(1).Take(2).Select(node => node.Settings));
        Assert.Equal("2×2, stride 2, padding (1 + 0)×(0 + 0)", network.Nodes[3].Settings);
    }

    [Fact]
    public void ReadsEverySettingOfAnInput()
    {
        NetworkModel network = Compiled.Read("""
            using ConvGen;
            [Input(3, 20, 21, Name = "image", Layout = InputLayout.Interleaved, Element = InputElement.Byte, Mean = new[] { 0.5, 0.25, 0 }, Std = [2])]
            [Relu]
            partial class Net;
            """);
        InputLayer want = new(new EquatableArray<int>(3, 20, 21))
        {
            Layout = Model.Layers.Structure.InputLayout.Interleaved,
            Element = Model.Layers.Structure.InputElement.Byte,
            Mean = new(0.5, 0.25, 0),
            Std = new(2.0),
        };
        Assert.Equal(want, network.Nodes[0].Layer);
        Assert.Equal("image", network.Nodes[0].Name);
        Assert.Equal(
            new InputLayer(new EquatableArray<int>(3, 20)),
            Compiled.Read("using ConvGen;\n[Input(3, 20, Mean = null), Relu] partial class Net;").Nodes[0].Layer);
    }

    [Fact]
    public void ReadsTheTypeAround()
    {
        NetworkModel network = Compiled.Read("""
            namespace A.@event
            {
                public static partial class Outer
                {
                    internal partial record struct Middle
                    {
                        partial interface IInner
                        {
                            partial record Last { [ConvGen.Input(2), ConvGen.Dense(1)] protected internal partial class @class; }
                        }
                    }
                }
            }
            """, "A.event.Outer+Middle+IInner+Last+class");
        Assert.Equal(
            new TypeIdentity(
                "A.@event", new("partial class Outer", "partial record struct Middle", "partial interface IInner", "partial record Last"), "class", "protected internal")
            {
                Identifier = "@class",
            },
            network.Type);
        Assert.Equal("A.event.Outer+Middle+IInner+Last+class", network.Type.MetadataName);
        Assert.Equal("global::A.@event.Outer.Middle.IInner.Last.@class", network.Type.Reference);
    }

    [Fact]
    public void OutputsAreMarksAndNoLayers()
    {
        NetworkModel network = Compiled.Read(
            "using ConvGen; [Input(4, Name = \"a\"), Input(3, Name = \"b\"), Dense(5), Output(\"five\"), Relu, Output, Dense(2, From = \"five\"), Output(\"two\", From = \"fc1\")] partial class Net;");
        Assert.Equal(["a", "b", "fc1", "relu1", "fc2"], network.Nodes.Select(node => node.Name));
        Assert.Equal([0, 1], network.Inputs);
        Assert.Equal([2, 3, 2], network.Outputs);
        Assert.Equal(["five", "output2", "two"], network.OutputNames);

        // A mark stands for what it marks, whether it is named or stands above.
        Assert.Equal([2], network.Nodes[3].Inputs);
        Assert.Equal([2], network.Nodes[4].Inputs);
    }

    [Fact]
    public void BlocksStandForTheirLayers()
    {
        NetworkModel network = Compiled.Read("""
            using ConvGen;
            [Block]
            [Conv(Filters, k: 3, s: Stride, p: 1, Rounding = RoundingMode.Floor), Relu(Name = "r"), Conv(Filters * 2, k: 1, From = "r")]
            [Conv(Filters * 2, k: 1, s: Stride, Rounding = RoundingMode.Floor, From = BlockArgument.Input, Name = "shortcut"), Add("conv2")]
            class Unit { const int Filters = BlockArgument.Number1, Stride = BlockArgument.Number2; }
            [Block, Use<Unit>(BlockArgument.Number1 / 2, 1), Relu]
            class Outer;
            [Input(4, 8, 8), Use<Unit>(8, "Stride = 2, 1", Repeat = 2, Name = "layer1"), Sigmoid(Name = "side"), Use<Outer>(16, From = "layer1"), Add("side")]
            partial class Net;
            """);
        Assert.Equal(
            [
                "input <- 4×8×8", "layer1.0.conv1 <- input 8×4×4", "layer1.0.r <- layer1.0.conv1 8×4×4", "layer1.0.conv2 <- layer1.0.r 16×4×4",
                "layer1.0.shortcut <- input 16×4×4", "layer1.0.add1 <- layer1.0.shortcut, layer1.0.conv2 16×4×4",
                "layer1.1.conv1 <- layer1.0.add1 8×4×4", "layer1.1.r <- layer1.1.conv1 8×4×4", "layer1.1.conv2 <- layer1.1.r 16×4×4",
                "layer1.1.shortcut <- layer1.0.add1 16×4×4", "layer1.1.add1 <- layer1.1.shortcut, layer1.1.conv2 16×4×4",
                "side <- layer1.1.add1 16×4×4",
                "block2.block1.conv1 <- layer1.1.add1 8×4×4", "block2.block1.r <- block2.block1.conv1 8×4×4",
                "block2.block1.conv2 <- block2.block1.r 16×4×4", "block2.block1.shortcut <- layer1.1.add1 16×4×4",
                "block2.block1.add1 <- block2.block1.shortcut, block2.block1.conv2 16×4×4", "block2.relu1 <- block2.block1.add1 16×4×4",
            ],
            network.Nodes.Take(18).Select(node => $"{node.Name} <- {string.Join(", ", node.Inputs.Select(input => network.Nodes[input].Name))} {node.Shape}".Replace("  ", " ", StringComparison.Ordinal)));
    }

    /// <summary>Kernels, dilations, groups, fractions and arrays, by order and by name, and what texts in a block say of its own numbers.</summary>
    [Fact]
    public void AnyNumberOfABlockIsSaidByItsUse()
    {
        NetworkModel network = Compiled.Read("""
            using ConvGen;
            [Block]
            [Conv(Width * 2, k: Taps, p: Pad, Dilation = Gap, Groups = Parts), LeakyRelu(Slope), Conv(Width, Kernel = [1, Taps], Pad = [0, Pad])]
            class Unit
            {
                const int Width = BlockArgument.Number1, Parts = BlockArgument.Number2, Taps = BlockArgument.Number3, Gap = BlockArgument.Number4;
                internal const int Pad = BlockArgument.Number5, Slope = BlockArgument.Number6;
            }
            [Block, Use<Unit>(Width, 2, 3, "Gap = 1, Far", "Pad = 1, Far, 1", "Slope = 0.1, 1e-2, -3", Repeat = 3, Name = "unit{2}")]
            class Outer { const int Width = BlockArgument.Number2, Far = BlockArgument.Number1; }
            [Input(4, 20, 20), Use<Outer>(3, 8, Name = "stack"), Relu(From = "stack.unit3")]
            partial class Net;
            """);
        Assert.Equal(
            [
                "input", "stack.unit2.conv1", "stack.unit2.leakyrelu1", "stack.unit2.conv2", "stack.unit3.conv1", "stack.unit3.leakyrelu1",
                "stack.unit3.conv2", "stack.unit4.conv1", "stack.unit4.leakyrelu1", "stack.unit4.conv2", "relu1",
            ],
            network.Nodes.Select(node => node.Name));
        Assert.Equal([6], network.Nodes[^1].Inputs);
        Assert.Equal([1, 3, 3], new[] { 1, 4, 7 }.Select(i => network.Nodes[i].Axes[0].Dilation));
        Assert.Equal([0.1, 0.01, -3], new[] { 2, 5, 8 }.Select(i => ((LeakyReluLayer)network.Nodes[i].Layer).Slope));
        Assert.Equal(["16×20×20", "8×20×20", "16×20×20", "8×20×24"], new[] { 1, 3, 4, 6 }.Select(i => network.Nodes[i].Shape.ToString()));
        Assert.Equal("stack.unit4.conv1.weight", network.Nodes[7].Parameters[0].Name);
        Assert.Equal([16, 4, 3, 3], network.Nodes[7].Parameters[0].Shape);
    }

    /// <summary>Every number of a block is one of its own, whole, times up to 8 and over up to 64.</summary>
    [Fact]
    public void EveryNumberOfABlockIsAnother()
    {
        int[] constants = [.. typeof(BlockArgument).GetFields().Where(field => field.FieldType == typeof(int)).Select(field => (int)field.GetRawConstantValue()!)];
        Assert.Equal(BlockPlaceholder.MaxCount, constants.Length);
        for (int index = 0; index < constants.Length; index++)
        {
            Assert.Equal($"Number{index + 1}", BlockPlaceholder.NameOf(index));
            Assert.Equal(constants[index], (int)typeof(BlockArgument).GetField(BlockPlaceholder.NameOf(index))!.GetRawConstantValue()!);
            for (int times = 1; times <= 8; times++)
                Assert.Equal((index, times), (BlockPlaceholder.Find(checked(constants[index] * times))!.Value.Index, Whole(checked(constants[index] * times))));
            for (int over = 1; over <= 64; over *= 2)
                Assert.Equal(new BlockPlaceholder(index, 1, over), BlockPlaceholder.Find(constants[index] / over));
            Assert.Equal(new BlockPlaceholder(index, -1, 1), BlockPlaceholder.Find(-constants[index]));
            Assert.Null(BlockPlaceholder.Find(constants[index] + 1));
            Assert.Null(BlockPlaceholder.Find(constants[index] / 128));
        }

        // Sums and differences of two numbers, once or twice, are not taken for a third.
        foreach (int one in constants)
        {
            foreach (int other in constants.Where(other => other != one))
            {
                foreach (long mixed in new[] { one + (long)other, one - (long)other, (2L * one) + other, (2L * one) - other })
                    Assert.Null(BlockPlaceholder.Find(mixed));
            }
        }

        static int Whole(int constant) => BlockPlaceholder.Find(constant) is { Over: 1 } found ? found.Times : 0;
    }

    [Fact]
    public void TiedCopiesShareTheirTensors()
    {
        NetworkModel network = Compiled.Read(
            "using ConvGen; [Block, Conv(4, k: 3, p: 1), Relu] class Step; [Input(4, 8, 8), Use<Step>(Repeat = 3, Tied = true, Name = \"loop\")] partial class Net;");
        Assert.Equal(["input", "loop.0.conv1", "loop.0.relu1", "loop.1.conv1", "loop.1.relu1", "loop.2.conv1", "loop.2.relu1"], network.Nodes.Select(node => node.Name));
        Assert.Equal(["loop.conv1.weight", "loop.conv1.bias"], network.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(["loop.conv1.weight", "loop.conv1.bias"], network.Nodes[5].Parameters.Select(tensor => tensor.Name));
        Assert.Equal(4 * 4 * 9 + 4, network.ParameterCount);
    }

    [Fact]
    public void SharedTensorsAreThoseOfTheNamedLayer()
    {
        NetworkModel network = Compiled.Read("""
            using ConvGen;
            [Block]
            [Conv(Filters, k: 3, p: 1, Name = "a"), BatchNorm, Conv(Filters, k: 3, p: 1, Share = "a")]
            class Unit { const int Filters = BlockArgument.Number1; }
            [Input(4, 8, 8, Name = "left"), Input(4, 6, 5, Name = "right")]
            [Use<Unit>(4, Repeat = 2, Name = "trunk{1}", From = "left"), GlobalAvgPool(Name = "l")]
            [Use<Unit>(4, Repeat = 2, Share = "trunk", From = "right"), GlobalAvgPool, Add("l")]
            [Dense(4, Name = "fc"), Dense(4, Share = "fc"), Dense(4, Bias = BiasKind.None, Share = "fc")]
            [Conv(4, k: 3, p: 1, Share = "trunk2.a", From = "right"), GlobalAvgPool, Add("fc3")]
            partial class Net;
            """);
        Assert.Equal(
            [
                "trunk1.a.weight", "trunk1.a.bias", "trunk1.bn1.weight", "trunk1.bn1.bias", "trunk1.bn1.running_mean", "trunk1.bn1.running_var",
                "trunk2.a.weight", "trunk2.a.bias", "trunk2.bn1.weight", "trunk2.bn1.bias", "trunk2.bn1.running_mean", "trunk2.bn1.running_var",
                "fc.weight", "fc.bias",
            ],
            network.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(2 * ((4 * 4 * 9) + 4 + 8) + 20, network.ParameterCount);
        Node second = network.Nodes.Single(node => node.Name == "block2.1.conv2");
        Assert.Equal(["trunk2.a.weight", "trunk2.a.bias"], second.Parameters.Select(tensor => tensor.Name));
        Assert.All(second.Parameters, tensor => Assert.True(tensor.IsTied));
    }

    [Fact]
    public void FrozenLayersAreNotTrained()
    {
        NetworkModel network = Compiled.Read("""
            using ConvGen;
            [Block]
            [Conv(4, k: 3, p: 1), BatchNorm]
            class Inner;
            [Block]
            [Use<Inner>(Name = "inner", Trainable = false), Conv(4, k: 1, Name = "last")]
            class Outer;
            [Input(4, 8, 8)]
            [Use<Outer>(Repeat = 2, Name = "part"), Use<Inner>(Trainable = false, Name = "stem"), Use<Inner>(Share = "stem")]
            [Conv(4, k: 1, Name = "own"), Relu(Trainable = false), Conv(4, k: 1, Share = "own", Trainable = false), BatchNorm(Trainable = true)]
            [Trainable]
            partial class Net;
            """);
        Assert.Equal(
            ["part.0.last", "part.1.last", "bn1"], network.Nodes.Where(node => node.IsTrained).Select(node => node.Name));
        Assert.Equal(
            ["part.0.inner.conv1", "part.0.inner.bn1", "part.1.inner.conv1", "part.1.inner.bn1", "stem.conv1", "stem.bn1", "block3.conv1", "block3.bn1", "own", "conv2"],
            network.Nodes.Where(node => node.Parameters.Any(tensor => tensor.IsFrozen)).Select(node => node.Name));
        Assert.Equal(
            [true, true, true, true, false],
            network.Nodes.Select(node => node.Layer).OfType<BatchNormLayer>().Select(norm => norm.Frozen));
        Assert.Equal("not trained", network.Nodes.Single(node => node.Name == "stem.bn1").Settings);
        Assert.Equal(string.Empty, network.Nodes.Single(node => node.Name == "relu1").Settings);
    }

    [Fact]
    public void WithoutMarkTheLastLayerIsTheOutput()
    {
        NetworkModel network = Compiled.Read("using ConvGen; [Input(4), Dense(5), Relu] partial class Net;");
        Assert.Equal([2], network.Outputs);
    }

    [Theory]
    [MemberData(nameof(LayerAttributes))]
    public void EveryLayerAttributeIsRead(string attribute)
    {
        Type type = typeof(LayerAttribute).Assembly.GetType($"ConvGen.{attribute}")!;
        string arguments = type.IsSubclassOf(typeof(WindowAttribute)) ? "k: 2" : string.Join(", ", type.GetConstructors()[0].GetParameters()
            .Where(parameter => !parameter.HasDefaultValue)
            .Select(parameter => parameter.ParameterType == typeof(int) || parameter.ParameterType == typeof(int[]) ? "2" : "\"input\""));
        string kind = attribute.Replace("Attribute", "", StringComparison.Ordinal);

        string declaration = kind switch
        {
            // Unpooling is of a pooling, which it names; the others need numbers that fit the input.
            "MaxUnpool" => "MaxPool(2), MaxUnpool(From = \"pool1\")",
            "MatMul" => "Conv(8, k: 1, Name = \"b\"), MatMul(\"input\", \"b\")",
            "Permute" => "Permute(0, 2, 1)",
            "PixelShuffle" => "PixelShuffle(1)",
            "Pow" => "Pow(2)",
            "Reduce" => "Reduce(ReductionKind.Sum, 2)",
            "Reshape" => "Reshape(384)",
            "Upsample" => "Upsample(2)",
            _ => $"{kind}({arguments})",
        };
        Node node = Compiled.Read($"using ConvGen;\n[Input(6, 8, 8), {declaration}] partial class Net;").Nodes[^1];
        Assert.Equal(kind, node.Layer.Kind);

        // What the attribute leaves out has the same default in both worlds.
        object declared = type.GetConstructors()[0].Invoke([.. type.GetConstructors()[0].GetParameters().Select(Argument)]);
        foreach (PropertyInfo property in node.Layer.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (property.PropertyType.IsPrimitive && type.GetProperty(property.Name) is { } counterpart && counterpart.PropertyType == property.PropertyType
                && property.Name != nameof(ConvLayer.Filters))
                Assert.Equal(counterpart.GetValue(declared), property.GetValue(node.Layer));
        }
    }

    [Fact]
    public void StaysSilentWithoutACallback()
    {
        CSharpCompilation compilation = Compiled.Compile("using ConvGen;\n[Input(3, 8), Conv] class Bad; class Nothing;");
        foreach (string name in new[] { "Bad", "Nothing" })
            Assert.Null(NetworkReader.Read(compilation.GetTypeByMetadataName(name)!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void StopsWhenCancelled()
    {
        INamedTypeSymbol symbol = Compiled.Compile(LeNet5).GetTypeByMetadataName("Net")!;
        Assert.Throws<OperationCanceledException>(() => NetworkReader.Read(symbol, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void LocatesABudget()
    {
        MarkedSource marked = MarkedSource.Parse("using ConvGen;\n[Input(3), Dense(2), Budget(Macs = 6, [|ArenaBytes = 1|])] partial class Net;");
        INamedTypeSymbol symbol = Compiled.Compile(marked.Text).GetTypeByMetadataName("Net")!;
        Location location = NetworkReader.LocateBudget(symbol, Problem.Of(ProblemIds.ArenaBudget, [], "ArenaBytes"), TestContext.Current.CancellationToken);
        Assert.Equal(Assert.Single(marked.Spans), location.SourceSpan);
    }

    [Fact]
    public void ReadingTwiceGivesEqualModels() => Assert.Equal(Compiled.Read(LeNet5), Compiled.Read("// A comment.\n" + LeNet5));

    private static object? Argument(ParameterInfo parameter) => parameter switch
    {
        { HasDefaultValue: true } => parameter.DefaultValue,
        _ when parameter.ParameterType == typeof(int[]) => new[] { 2 },
        _ when parameter.ParameterType == typeof(double[]) => new[] { 2.0 },
        { ParameterType.IsArray: true } => new[] { "input" },
        _ => 2,
    };
}
