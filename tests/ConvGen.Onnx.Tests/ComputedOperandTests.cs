using System.Globalization;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Layers.Structure;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tests.Running;
using Google.Protobuf;
using AttributeType = ConvGen.Onnx.Protobuf.AttributeProto.Types.AttributeType;

namespace ConvGen.Onnx.Tests;

/// <summary>Normalisations and products whose operands are all computed.</summary>
public sealed class ComputedOperandTests
{
    /// <summary>ConvNeXt's normalisation: the transpositions around it vanish.</summary>
    [Fact]
    public void NormalisingTheLastAxisOfTransposedMapsIsOverChannels()
    {
        GraphProto graph = Graph([1, 5, 3, 4]);
        graph.Initializer.AddRange([Models.Tensor("w", [5], [1, 2, 3, 4, 5]), Models.Tensor("b", [5], [5, 4, 3, 2, 1])]);
        graph.Node.Add(Transpose("x", "t", [0, 2, 3, 1]));
        graph.Node.Add(Models.Node("LayerNormalization", "n", ["t", "w", "b"]));
        graph.Node.Add(Transpose("n", "y", [0, 3, 1, 2]));

        ImportedNetwork network = Models.Import(Models.Model(graph, 17));

        Assert.Equal(
            new LayerNormLayer(null, 1e-5, Affine: true, Bias: true) { OverChannels = true },
            Assert.Single(network.Declaration.Layers.Skip(1)).Layer);
        Assert.Equal([1, 2, 3, 4, 5], network.Weights[0].Values);
    }

    /// <summary>The same as arithmetic over axis 1, with numbers that are broadcast over positions.</summary>
    [Fact]
    public void ArithmeticOverAxisOneIsOverChannels()
    {
        GraphProto graph = Graph([1, 5, 3, 4]);
        graph.Initializer.AddRange(
        [
            Models.Tensor("2", [], [2]),
            Models.Tensor("e", [], [1e-6f]),
            Models.Tensor("w", [5, 1, 1], [1, 2, 3, 4, 5]),
            Models.Tensor("b", [1, 5, 1, 1], [5, 4, 3, 2, 1]),
        ]);
        graph.Node.Add(Reduce("ReduceMean", "x", "m"));
        graph.Node.Add(Models.Node("Sub", "c", ["x", "m"]));
        graph.Node.Add(Models.Node("Pow", "p", ["c", "2"]));
        graph.Node.Add(Reduce("ReduceMean", "p", "v"));
        graph.Node.Add(Models.Node("Add", "a", ["v", "e"]));
        graph.Node.Add(Models.Node("Sqrt", "s", ["a"]));
        graph.Node.Add(Models.Node("Div", "d", ["c", "s"]));
        graph.Node.Add(Models.Node("Mul", "g", ["w", "d"]));
        graph.Node.Add(Models.Node("Add", "y", ["g", "b"]));

        ImportedNetwork network = Models.Import(Models.Model(graph));

        LayerNormLayer norm = Assert.IsType<LayerNormLayer>(Assert.Single(network.Declaration.Layers.Skip(1)).Layer);
        Assert.Equal((true, true, true), (norm.OverChannels, norm.Affine, norm.Bias));
        Assert.Equal(1e-6, norm.Epsilon, 1e-9);
    }

    /// <summary>PyTorch's normalize: the norm is kept from zero, expanded and divided by.</summary>
    [Theory]
    [InlineData("L1", new[] { 3f / 7, 0, 4f / 7, 0 })]
    [InlineData("L2", new[] { 0.6f, 0, 0.8f, 0 })]
    public void NormalizeOfPyTorchIsOneLayer(string norm, float[] expected)
    {
        GraphProto graph = Graph([1, 2, 1, 2]);
        graph.Initializer.AddRange(
        [
            Models.Tensor("e", [], [1e-12f]),
            new TensorProto
            {
                Name = "size",
                Dims = { 4 },
                DataType = (int)TensorProto.Types.DataType.Int64,
                Int64Data = { 1, 2, 1, 2 },
            },
        ]);
        graph.Node.Add(Reduce($"Reduce{norm}", "x", "n"));
        graph.Node.Add(Models.Node("Clip", "c", ["n", "e"]));
        graph.Node.Add(Models.Node("Expand", "l", ["c", "size"]));
        graph.Node.Add(Models.Node("Div", "y", ["x", "l"]));

        ImportedNetwork network = Models.Import(Models.Model(graph));

        LpNormalizeLayer layer = Assert.IsType<LpNormalizeLayer>(Assert.Single(network.Declaration.Layers.Skip(1)).Layer);
        Assert.Equal((norm, 1e-12), (layer.Norm.ToString(), layer.Epsilon));
        Assert.Equal([0], layer.VectorAxes);
        Check(network, [3, 0, 4, 0], expected);
    }

    /// <summary>
    /// TensorFlow's l2_normalize, x times the reciprocal of a root, in whichever operators it is written: the limit is that of the squares.
    /// </summary>
    [Theory]
    [InlineData("Mul x x p", "ReduceSum p n", "Max n e l", "Sqrt l s", "Reciprocal s r", "Mul x r y")]
    [InlineData("Mul x x p", "ReduceSum p n", "Max e n l", "Pow l -0.5 r", "Mul r x y")]
    [InlineData("Pow x 2 p", "ReduceSum p n", "Clip n e l", "Sqrt l s", "Div x s y")]
    [InlineData("ReduceSumSquare x n", "Max n e l", "Sqrt l s", "Div 1 s r", "Mul x r y")]
    [InlineData("ReduceSumSquare x n", "Max n e l", "Pow l 0.5 s", "Div x s y")]
    public void NormalizeOfTensorFlowIsOneLayer(params string[] nodes)
    {
        GraphProto graph = Graph([1, 2, 1, 2]);
        foreach (string number in (string[])["-0.5", "0.5", "1", "2"])
        {
            graph.Initializer.Add(Models.Tensor(number, [], [float.Parse(number, CultureInfo.InvariantCulture)]));
        }

        graph.Initializer.Add(Models.Tensor("e", [], [1e-6f]));
        foreach (string[] words in nodes.Select(node => node.Split(' ')))
        {
            (string op, string[] inputs, string output) = (words[0], words[1..^1], words[^1]);
            graph.Node.Add(op.StartsWith("Reduce", StringComparison.Ordinal) ? Reduce(op, inputs[0], output) : Models.Node(op, output, inputs));
        }

        ImportedNetwork network = Models.Import(Models.Model(graph, 12));

        LpNormalizeLayer layer = Assert.IsType<LpNormalizeLayer>(Assert.Single(network.Declaration.Layers.Skip(1)).Layer);
        Assert.Equal(("L2", 1e-3), (layer.Norm.ToString(), layer.Epsilon));
        Assert.Equal([0], layer.VectorAxes);
        Check(network, [3, 3e-4f, 4, 4e-4f], [0.6f, 0.3f, 0.8f, 0.4f]);
    }

    /// <summary>Squares of one value and a sum that is not along whole vectors are no norm of the other.</summary>
    [Theory]
    [InlineData("Mul x x p", "ReduceMean p n", "Max n e l")]
    [InlineData("Mul x t p", "ReduceSum p n", "Max n e l")]
    [InlineData("Mul x x p", "ReduceSum p n", "Min n e l")]
    public void WhatResemblesANormStaysArithmetic(params string[] nodes)
    {
        GraphProto graph = Graph([1, 2, 1, 2]);
        graph.Initializer.AddRange([Models.Tensor("e", [], [4]), Models.Tensor("half", [], [-0.5f])]);
        graph.Node.Add(Models.Node("Tanh", "t", ["x"]));
        foreach (string[] words in nodes.Select(node => node.Split(' ')))
        {
            graph.Node.Add(words[0].StartsWith("Reduce", StringComparison.Ordinal)
                ? Reduce(words[0], words[1], words[2]) : Models.Node(words[0], words[3], words[1..3]));
        }

        graph.Node.Add(Models.Node("Pow", "r", ["l", "half"]));
        graph.Node.Add(Models.Node("Mul", "y", ["x", "r"]));
        float[] input = [3, 0.5f, 4, 0.25f];
        using OnnxRuntimeModel runtime = new(Models.Model(graph, 12).ToByteArray());

        ImportedNetwork network = Models.Import(Models.Model(graph, 12));

        Assert.DoesNotContain(network.Declaration.Layers, layer => layer.Layer is LpNormalizeLayer);
        Check(network, input, Assert.Single(runtime.Run([input], examples: 1)));
    }

    /// <summary>ConvNeXt V2's global response normalisation, whose channels are the last axis there; as timm writes it they are the first.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GlobalResponseNormalisationIsOneLayer(bool isLast)
    {
        GraphProto graph = Graph([1, 5, 3, 4]);
        long[] shape = isLast ? [1, 1, 1, 5] : [5, 1, 1];
        graph.Initializer.AddRange(
        [
            Models.Tensor("w", shape, [1, 2, 3, 4, 5]), Models.Tensor("b", shape, [5, 4, 3, 2, 1]), Models.Tensor("e", [], [1e-6f]),
        ]);
        string x = isLast ? "t" : "x";
        if (isLast)
        {
            graph.Node.Add(Transpose("x", "t", [0, 2, 3, 1]));
        }

        graph.Node.Add(Reduce("ReduceL2", x, "g", isLast ? [1, 2] : [2, 3]));
        graph.Node.Add(Reduce("ReduceMean", "g", "m", isLast ? [-1] : [1]));
        graph.Node.Add(Models.Node("Add", "d", ["m", "e"]));
        graph.Node.Add(Models.Node("Div", "n", ["g", "d"]));
        graph.Node.Add(Models.Node("Mul", "r", [x, "n"]));
        graph.Node.Add(Models.Node("Mul", "s", ["w", "r"]));
        graph.Node.Add(Models.Node("Add", "a", isLast ? ["s", "b"] : ["b", "s"]));
        graph.Node.Add(Models.Node("Add", isLast ? "z" : "y", isLast ? ["a", x] : [x, "a"]));
        if (isLast)
        {
            graph.Node.Add(Transpose("z", "y", [0, 3, 1, 2]));
        }

        ImportedNetwork network = Models.Import(Models.Model(graph));

        Assert.Equal(new GlobalResponseNormLayer(1e-6), Assert.Single(network.Declaration.Layers.Skip(1)).Layer);
        Assert.Equal([1, 2, 3, 4, 5], network.Weights[0].Values);
        Assert.Equal([5, 4, 3, 2, 1], network.Weights[1].Values);
        float[] input = [.. Enumerable.Range(0, 60).Select(i => ((i * 7 % 11) - 5f) / 5)];
        using OnnxRuntimeModel runtime = new(Models.Model(graph).ToByteArray());
        Check(network, input, Assert.Single(runtime.Run([input], examples: 1)));
    }

    /// <summary>A norm that is divided by as it is makes NaN of zeros, which the layer does not.</summary>
    [Fact]
    public void ANormWithoutALimitStaysAQuotient()
    {
        GraphProto graph = Graph([1, 2, 1, 2]);
        graph.Node.Add(Reduce("ReduceL2", "x", "n"));
        graph.Node.Add(Models.Node("Div", "y", ["x", "n"]));

        ImportedNetwork network = Models.Import(Models.Model(graph));

        Assert.Equal([typeof(ReduceLayer), typeof(DivideLayer)], network.Declaration.Layers.Skip(1).Select(layer => layer.Layer.GetType()));
        Check(network, [3, 0, 4, 0], [0.6f, float.NaN, 0.8f, float.NaN]);
    }

    /// <summary>The norms of order 1 and 2; what is zero stays zero, and so does what has squares that are rounded to zero.</summary>
    [Theory]
    [InlineData(1, new[] { 3f, 1, 0, 0 }, new[] { 0.75f, 0.25f, 0, 0 })]
    [InlineData(2, new[] { -3f, 4, 0, 0 }, new[] { -0.6f, 0.8f, 0, 0 })]
    [InlineData(2, new[] { -3f, 4, 1e-30f, -1e-30f }, new[] { -0.6f, 0.8f, 0, 0 })]
    public void LpNormalizationDividesByTheNorm(int order, float[] input, float[] expected)
    {
        GraphProto graph = Graph([1, 2, 2]);
        NodeProto node = Models.Node("LpNormalization", "y", ["x"]);
        node.Attribute.Add(new AttributeProto { Name = "p", I = order, Type = AttributeType.Int });
        graph.Node.Add(node);

        ImportedNetwork network = Models.Import(Models.Model(graph));

        Assert.IsType<LpNormalizeLayer>(Assert.Single(network.Declaration.Layers.Skip(1)).Layer);
        Check(network, input, expected);
        using OnnxRuntimeModel runtime = new(Models.Model(graph).ToByteArray());
        Check(Assert.Single(runtime.Run([input], examples: 1)), expected);
    }

    /// <summary>Every row of two matrices with every other: a second factor that lies transposed stays so.</summary>
    [Fact]
    public void ProductsOfValuesAreOneLayerForAllMatrices()
    {
        float[] input = [.. Enumerable.Range(0, 24).Select(i => (i * 7 % 11) - 5f)];
        GraphProto graph = Graph([1, 2, 3, 4]);
        graph.Node.Add(Transpose("x", "t", [0, 1, 3, 2]));
        graph.Node.Add(Models.Node("MatMul", "y", ["x", "t"]));
        float[] expected = new float[18];
        for (int i = 0; i < expected.Length; i++)
        {
            (int matrix, int row, int column) = (i / 9, i / 3 % 3, i % 3);
            expected[i] = Enumerable.Range(0, 4).Sum(k => input[(matrix * 12) + (row * 4) + k] * input[(matrix * 12) + (column * 4) + k]);
        }

        ImportedNetwork network = Models.Import(Models.Model(graph));

        Assert.Equal(new MatMulLayer(false, true), Assert.Single(network.Declaration.Layers, layer => layer.Layer is MatMulLayer).Layer);
        Check(network, input, expected);
    }

    private static void Check(ImportedNetwork imported, float[] input, float[] expected)
    {
        using CompiledNetwork network = CompiledNetwork.Compile(imported);
        Check(Assert.Single(network.Run([input], new NetworkOptions())), expected);
    }

    private static void Check(float[] actual, float[] expected)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-5);
        }
    }

    private static GraphProto Graph(int[] input)
    {
        GraphProto graph = new();
        graph.Input.Add(Models.Value("x", input));
        graph.Output.Add(Models.Value("y"));
        return graph;
    }

    private static NodeProto Reduce(string op, string from, string to, params long[] axes)
    {
        NodeProto node = Models.Node(op, to, [from]);
        node.Attribute.Add(new AttributeProto { Name = "axes", Ints = { axes.Length > 0 ? axes : [1] }, Type = AttributeType.Ints });
        return node;
    }

    private static NodeProto Transpose(string from, string to, long[] perm)
    {
        NodeProto node = Models.Node("Transpose", to, [from]);
        node.Attribute.Add(new AttributeProto { Name = "perm", Ints = { perm }, Type = AttributeType.Ints });
        return node;
    }
}
