using ConvGen.Model.Layers.Structure;
using ConvGen.Onnx.Declarations;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tests.Running;
using ConvGen.Tests;

namespace ConvGen.Onnx.Tests;

/// <summary>Layers that repeat in a graph become blocks and their uses.</summary>
public sealed class BlockTests
{
    private readonly GraphProto _graph = new() { Name = "net" };

    /// <summary>SqueezeNet as its authors describe it: eight fire modules that differ in their filters.</summary>
    [Fact]
    public void ModulesThatDifferInTheirFiltersAreOneBlock()
    {
        ImportedNetwork imported = OnnxImporter.Import(
            Path.Combine(SharedData.Path("onnx"), "light-squeezenet", "model.onnx"), new() { ClassName = "SqueezeNet" });
        Assert.Equal("""
            using ConvGen;

            [Input(3, 224, 224)]
            [Conv(64, k: 3, s: 2, Rounding = RoundingMode.Floor), Relu]
            [MaxPool(k: 3, s: 2)]
            [Use<SqueezeNet.Block>(16, Repeat = 2)]
            [MaxPool(k: 3, s: 2)]
            [Use<SqueezeNet.Block>(32, Repeat = 2)]
            [MaxPool(k: 3, s: 2)]
            [Use<SqueezeNet.Block>(48, Repeat = 2)]
            [Use<SqueezeNet.Block>(64, Repeat = 2)]
            [Conv(1000, k: 1), Relu]
            [GlobalAvgPool, Softmax]
            public sealed partial class SqueezeNet
            {
                [Block]
                [Conv(Filters, k: 1), Relu(Name = "relu1")]
                [Conv(Filters * 4, k: 1), Relu(Name = "relu2")]
                [Conv(Filters * 4, k: 3, p: 1, From = "relu1"), Relu(Name = "relu3")]
                [Concat("relu2", "relu3")]
                internal sealed class Block
                {
                    private const int Filters = BlockArgument.Number1;
                }
            }

            """, DeclarationWriter.Write(imported.Declaration));
    }

    /// <summary>Four blocks, the third with a stride in it, compute what the graph says.</summary>
    [Fact]
    public void CopiesMayHaveTheirOwnStride()
    {
        string value = "x";
        _graph.Input.Add(Models.Value("x", 1, 4, 9, 9));
        foreach ((int i, int stride) in new[] { 1, 1, 2, 1 }.Index())
        {
            string name = $"b{i}";
            Conv(name + "_1", value, from: 4, to: 4, stride);
            _graph.Node.Add(Models.Node("Relu", name + "_r", [name + "_1"]));
            Conv(name + "_2", name + "_r", from: 4, to: 4, stride: 1);
            _graph.Node.Add(Models.Node("Sigmoid", name, [name + "_2"]));
            value = name;
        }

        _graph.Output.Add(Models.Value(value));
        ImportedNetwork imported = Models.Import(Models.Model(_graph));
        string written = DeclarationWriter.Write(imported.Declaration);
        Assert.Contains("""
            [Use<Net.Block>(1, Repeat = 2)]
            [Use<Net.Block>(2)]
            [Use<Net.Block>(1)]
            """, written, StringComparison.Ordinal);
        Assert.Contains("[Conv(4, k: 3, s: Stride, p: 1, Bias = BiasKind.None), Relu]", written, StringComparison.Ordinal);
        Assert.Equal(imported.Declaration, Assert.Single(DeclaredNetworks.Read(written)));

        // The same network has no blocks where outputs read what would be inside, and has the same numbers.
        _graph.Output.Add(new[] { "b0_r", "b1_r", "b2_r", "b3_r", "b0", "b1", "b2" }.Select(name => Models.Value(name)));
        ImportedNetwork flat = Models.Import(Models.Model(_graph));
        Assert.DoesNotContain(flat.Declaration.Layers, layer => layer.Layer is UseLayer);
        float[] input = [.. Enumerable.Range(0, 4 * 9 * 9).Select(i => MathF.Sin(i))];
        using CompiledNetwork first = CompiledNetwork.Compile(imported), second = CompiledNetwork.Compile(flat);
        Assert.Equal(second.Run([input], new NetworkOptions { Exact = true })[0], first.Run([input], new NetworkOptions { Exact = true })[0]);
    }

    /// <summary>A constant that several layers read is one tensor, which all of them share, also over maps of other sizes.</summary>
    [Fact]
    public void LayersThatReadOneConstantShareIt()
    {
        _graph.Input.Add(Models.Value("x", 1, 4, 9, 9));
        Conv("a1", "x", from: 4, to: 4, stride: 2);
        Conv("b2", "a1", from: 4, to: 4, stride: 1);
        _graph.Node[^1].Input[1] = "a1_w";
        _graph.Initializer.RemoveAt(_graph.Initializer.Count - 1);
        _graph.Node.Add(Models.Node("Tanh", "t", ["b2"]));
        Conv("c3", "t", from: 4, to: 4, stride: 1);
        _graph.Node.Add(Models.Node("Add", "y", ["c3", "a1"]));
        _graph.Output.Add(Models.Value("y"));

        ImportedNetwork imported = Models.Import(Models.Model(_graph));
        string written = DeclarationWriter.Write(imported.Declaration);
        Assert.Contains("""
            [Conv(4, k: 3, s: 2, p: 1, Bias = BiasKind.None, Name = "a1")]
            [Conv(4, k: 3, p: 1, Bias = BiasKind.None, Share = "a1"), Tanh]
            """, written, StringComparison.Ordinal);
        Assert.Equal(imported.Declaration, Assert.Single(DeclaredNetworks.Read(written)));
        Assert.Equal(["a1.weight", "conv3.weight"], imported.Weights.Select(tensor => tensor.Name));

        // The same network with a constant for each layer.
        _graph.Initializer.Add(new TensorProto(_graph.Initializer[0]) { Name = "b2_w" });
        _graph.Node[1].Input[1] = "b2_w";
        ImportedNetwork apart = Models.Import(Models.Model(_graph));
        Assert.Equal(3, apart.Weights.Count);
        float[] input = [.. Enumerable.Range(0, 4 * 9 * 9).Select(i => MathF.Sin(i))];
        using CompiledNetwork first = CompiledNetwork.Compile(imported), second = CompiledNetwork.Compile(apart);
        Assert.Equal(second.Run([input], new NetworkOptions { Exact = true })[0], first.Run([input], new NetworkOptions { Exact = true })[0]);
    }

    /// <summary>Weights that two layers read transposed, as products of matrices do, are one tensor too.</summary>
    [Fact]
    public void ProductsWithOneMatrixShareIt()
    {
        _graph.Input.Add(Models.Value("x", 1, 5));
        _graph.Initializer.Add(Models.Tensor("w", [5, 5], [.. Enumerable.Range(0, 25).Select(i => MathF.Cos(i))]));
        _graph.Initializer.Add(Models.Tensor("b", [5], [1, 2, 3, 4, 5]));
        _graph.Node.Add(Models.Node("Gemm", "a", ["x", "w", "b"]));
        _graph.Node.Add(Models.Node("Tanh", "t", ["a"]));
        _graph.Node.Add(Models.Node("Gemm", "y", ["t", "w", "b"]));
        _graph.Output.Add(Models.Value("y"));

        ImportedNetwork imported = Models.Import(Models.Model(_graph));
        Assert.Contains("""
            [Dense(5, Name = "a"), Tanh]
            [Dense(5, Share = "a")]
            """, DeclarationWriter.Write(imported.Declaration), StringComparison.Ordinal);
        Assert.Equal(["a.weight", "a.bias"], imported.Weights.Select(tensor => tensor.Name));
        using CompiledNetwork network = CompiledNetwork.Compile(imported);
        double[] values = [0.5, -1, 0.25, 2, -0.75];
        float[] input = [.. values.Select(value => (float)value)];
        values = [.. Product(values).Select(Math.Tanh)];
        Assert.All(
            Product(values).Zip(network.Run([input], new NetworkOptions { Exact = true })[0]),
            pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    // v·W + b of the constants above.
    private static double[] Product(double[] vector) => [.. Enumerable.Range(0, 5).Select(column =>
        column + 1 + vector.Select((value, row) => value * MathF.Cos((row * 5) + column)).Sum())];

    private void Conv(string name, string input, int from, int to, int stride)
    {
        float[] weights = [.. Enumerable.Range(0, to * from * 9).Select(i => MathF.Cos(i + name.Length + name[1]) / 4)];
        _graph.Initializer.Add(Models.Tensor(name + "_w", [to, from, 3, 3], weights));
        NodeProto node = Models.Node("Conv", name, [input, name + "_w"]);
        node.Attribute.Add(new AttributeProto { Name = "pads", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 1, 1, 1, 1 } });
        node.Attribute.Add(new AttributeProto { Name = "strides", Type = AttributeProto.Types.AttributeType.Ints, Ints = { stride, stride } });
        _graph.Node.Add(node);
    }
}
