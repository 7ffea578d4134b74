using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Protobuf;
using Google.Protobuf;
using DataType = ConvGen.Onnx.Protobuf.TensorProto.Types.DataType;

namespace ConvGen.Onnx.Tests;

/// <summary>What several nodes, or nodes of several versions, have as their one meaning.</summary>
public sealed class NormalisedMeaningTests
{
    /// <summary>Exporters write activations as arithmetic.</summary>
    [Fact]
    public void ActivationsWrittenAsArithmeticAreLayers()
    {
        Assert.IsType<HardSwishLayer>(Only(("Add", "a", ["x", "3"]), ("Clip", "c", ["a", "0", "6"]), ("Mul", "m", ["x", "c"]), ("Div", "y", ["m", "6"])));
        Assert.IsType<HardSwishLayer>(Only(("Add", "a", ["3", "x"]), ("Clip", "c", ["a", "0", "6"]), ("Div", "d", ["c", "6"]), ("Mul", "y", ["d", "x"])));
        Assert.IsType<SiluLayer>(Only(("Sigmoid", "s", ["x"]), ("Mul", "y", ["s", "x"])));
        Assert.IsType<MishLayer>(Only(("Softplus", "s", ["x"]), ("Tanh", "t", ["s"]), ("Mul", "y", ["x", "t"])));
        Assert.IsType<GeluLayer>(Only(
            ("Div", "d", ["x", "1.4142135"]), ("Erf", "e", ["d"]), ("Add", "a", ["e", "1"]), ("Mul", "m", ["x", "a"]), ("Mul", "y", ["m", "0.5"])));
        Assert.IsType<SoftsignLayer>(Only(("Abs", "b", ["x"]), ("Add", "a", ["1", "b"]), ("Div", "y", ["x", "a"])));
        Assert.IsType<LogSoftmaxLayer>(Only(("Softmax", "s", ["x"]), ("Log", "y", ["s"])));
        Assert.IsType<Relu6Layer>(Only(("Max", "m", ["x", "0"]), ("Min", "y", ["m", "6"])));
    }

    /// <summary>A map that is cut into blocks, transposed and put together is a shuffle of pixels or of channels.</summary>
    [Theory]
    [InlineData(new[] { 1, 2, 2, 2, 4, 4 }, new[] { 0, 1, 4, 2, 5, 3 }, new[] { 1, 2, 8, 8 }, typeof(PixelShuffleLayer))]
    [InlineData(new[] { 1, 2, 2, 2, 4, 4 }, new[] { 0, 3, 4, 1, 5, 2 }, new[] { 1, 2, 8, 8 }, typeof(PixelShuffleLayer))]
    [InlineData(new[] { 1, 8, 2, 2, 2, 2 }, new[] { 0, 1, 3, 5, 2, 4 }, new[] { 1, 32, 2, 2 }, typeof(PixelUnshuffleLayer))]
    [InlineData(new[] { 1, 2, 4, 4, 4 }, new[] { 0, 2, 1, 3, 4 }, new[] { 1, 8, 4, 4 }, typeof(ChannelShuffleLayer))]
    public void ReshapeTransposeReshapeIsOneLayer(int[] cut, int[] perm, int[] joined, Type kind)
    {
        GraphProto graph = new();
        graph.Input.Add(Models.Value("x", 1, 8, 4, 4));
        graph.Output.Add(Models.Value("y"));
        graph.Initializer.AddRange([Sizes("cut", cut), Sizes("joined", joined)]);
        graph.Node.Add(Models.Node("Reshape", "a", ["x", "cut"]));
        NodeProto transpose = Models.Node("Transpose", "b", ["a"]);
        transpose.Attribute.Add(new AttributeProto { Name = "perm", Ints = { perm.Select(axis => (long)axis) } });
        graph.Node.Add(transpose);
        graph.Node.Add(Models.Node("Reshape", "y", ["b", "joined"]));

        ImportedNetwork network = Models.Import(Models.Model(graph));

        Assert.Equal(2, network.Declaration.Layers.Count);
        Assert.IsType(kind, network.Declaration.Layers[1].Layer);
    }

    /// <summary>Zeros around a map become the padding of the convolution, and padding that a rule makes is that rule.</summary>
    [Fact]
    public void PaddingBelongsToTheConvolution()
    {
        ModelProto model = Models.Small();
        model.Graph.Initializer.Add(Sizes("pads", [0, 0, 0, 0, 0, 0, 1, 1]));
        model.Graph.Node.Insert(0, Models.Node("Pad", "p", ["x", "pads"]));
        model.Graph.Node[1].Input[0] = "p";
        model.Graph.Node[1].Attribute.Add(new AttributeProto { Name = "strides", Ints = { 2, 2 } });
        model.Graph.Node[1].Attribute.Add(new AttributeProto { Name = "pads", Ints = { 0, 0, 0, 0 } });

        ImportedNetwork network = Models.Import(model, new() { Outputs = ["r"] });

        WindowSettings window = Assert.IsType<ConvLayer>(network.Declaration.Layers[1].Layer).Window;
        Assert.Equal((Model.Shapes.PaddingKind.Same, 2, 3), (window.Padding, window.S!.Value, window.K!.Value));
    }

    /// <summary>A function of the file with an attribute of its caller.</summary>
    [Fact]
    public void FunctionsAreInlined()
    {
        NodeProto inner = new() { OpType = "LeakyRelu", Input = { "a" }, Output = { "t" } };
        inner.Attribute.Add(new AttributeProto { Name = "alpha", RefAttrName = "slope", Type = AttributeProto.Types.AttributeType.Float });
        NodeProto call = Models.Node("Leaky", "y", ["x"]);
        call.Domain = "mine";
        call.Attribute.Add(new AttributeProto { Name = "slope", F = 0.25f, Type = AttributeProto.Types.AttributeType.Float });
        ModelProto model = Models.Of(call, [1, 4]);
        model.Functions.Add(new FunctionProto
        {
            Name = "Leaky",
            Domain = "mine",
            Input = { "a" },
            Output = { "b" },
            Attribute = { "slope" },
            Node = { inner, new NodeProto { OpType = "Relu", Input = { "t" }, Output = { "b" } } },
            OpsetImport = { new OperatorSetIdProto { Version = 17 } },
        });

        ImportedNetwork network = Models.Import(model);

        Assert.Equal(new LeakyReluLayer(0.25), network.Declaration.Layers[1].Layer);
        Assert.IsType<ReluLayer>(network.Declaration.Layers[2].Layer);
    }

    /// <summary>Weights of every type, as raw bytes and as numbers.</summary>
    [Theory]
    [InlineData(DataType.Float, "0000803f000020c0")]
    [InlineData(DataType.Double, "000000000000f03f00000000000004c0")]
    [InlineData(DataType.Float16, "003c00c1")]
    [InlineData(DataType.Bfloat16, "803f20c0")]
    public void WeightsOfEveryTypeAreRead(object type, string raw)
    {
        TensorProto tensor = new()
        {
            Name = "w",
            Dims = { 2, 1 },
            DataType = (int)(DataType)type,
            RawData = ByteString.CopyFrom(Convert.FromHexString(raw)),
        };

        ImportedNetwork network = Models.Import(Models.Of(Models.Node("MatMul", "y", ["x", "w"]), [1, 2], tensor));

        Assert.Equal([1f, -2.5f], Assert.Single(network.Weights).Values);
        Assert.Equal(new DenseLayer(1, Bias: false), network.Declaration.Layers[1].Layer);
    }

    private static Layer Only(params (string Op, string Output, string[] Inputs)[] nodes)
    {
        GraphProto graph = new();
        graph.Input.Add(Models.Value("x", 1, 4));
        graph.Output.Add(Models.Value("y"));
        HashSet<string> values = ["x", .. nodes.Select(node => node.Output)];
        foreach (string number in nodes.SelectMany(node => node.Inputs).Where(input => !values.Contains(input)).Distinct())
        {
            float value = float.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
            graph.Initializer.Add(Models.Tensor(number, [], [value]));
        }

        graph.Node.AddRange(nodes.Select(node => Models.Node(node.Op, node.Output, node.Inputs)));
        ImportedNetwork network = Models.Import(Models.Model(graph));
        Assert.Equal(2, network.Declaration.Layers.Count);
        return network.Declaration.Layers[1].Layer;
    }

    private static TensorProto Sizes(string name, int[] sizes) => new()
    {
        Name = name,
        Dims = { sizes.Length },
        DataType = (int)DataType.Int64,
        Int64Data = { sizes.Select(size => (long)size) },
    };
}
