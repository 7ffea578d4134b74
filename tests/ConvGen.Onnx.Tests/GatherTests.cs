using ConvGen.Model.Layers.Reshaping;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tests.Running;
using Google.Protobuf;
using AttributeType = ConvGen.Onnx.Protobuf.AttributeProto.Types.AttributeType;

namespace ConvGen.Onnx.Tests;

/// <summary>Positions that Gather names with constant indices, against ONNX Runtime.</summary>
public sealed class GatherTests
{
    [Theory]
    [InlineData(1, new long[] { 3, 0, -1, 0 }, new long[] { 4 }, "Gather(3, 0, 4, 0)")]
    [InlineData(2, new long[] { 2, 1, 0 }, new long[] { 3 }, "Gather(2, 1, 0, Axis = 1)")]
    [InlineData(3, new long[] { 0, 2 }, new long[] { 2 }, "Gather(0, 2, Axis = 2)")]
    [InlineData(1, new long[] { 4, 1, 1, 0, 2, 3 }, new long[] { 2, 3 }, "Gather(4, 1, 1, 0, 2, 3)")]
    [InlineData(1, new long[] { 1, 2, 3 }, new long[] { 3 }, "Slice(1, 3)")]
    [InlineData(1, new long[] { -2 }, new long[] { }, "Slice(3, 1)")]
    [InlineData(2, new long[] { 1, 2 }, new long[] { 2 }, "Crop(Begin = [1, 0], End = [0, 0])")]
    public void PositionsInARowAreARangeAndOthersOneLayer(int axis, long[] indices, long[] shape, string expected) =>
        Check(Gathered(axis, indices, shape), expected);

    /// <summary>Whatever of a channels-last value is gathered, nothing is transposed.</summary>
    [Fact]
    public void AxesOfTransposedValuesAreThoseOfTheMap()
    {
        GraphProto graph = Gathered(3, [3, 0, 4], [3]);
        NodeProto transpose = Models.Node("Transpose", "t", ["x"]);
        transpose.Attribute.Add(new AttributeProto { Name = "perm", Ints = { 0, 2, 3, 1 }, Type = AttributeType.Ints });
        NodeProto back = Models.Node("Transpose", "y", ["g"]);
        back.Attribute.Add(new AttributeProto { Name = "perm", Ints = { 0, 3, 1, 2 }, Type = AttributeType.Ints });
        graph.Node.Insert(0, transpose);
        (graph.Node[1].Name, graph.Node[1].Input[0], graph.Node[1].Output[0]) = ("gather", "t", "g");
        graph.Node.Add(back);

        Check(graph, "Gather(3, 0, 4)");
    }

    private static GraphProto Gathered(int axis, long[] indices, long[] shape)
    {
        GraphProto graph = new();
        graph.Input.Add(Models.Value("x", [1, 5, 3, 4]));
        graph.Output.Add(Models.Value("y"));
        graph.Initializer.Add(new TensorProto
        {
            Name = "indices",
            Dims = { shape },
            DataType = (int)TensorProto.Types.DataType.Int64,
            Int64Data = { indices },
        });
        NodeProto node = Models.Node("Gather", "y", ["x", "indices"]);
        node.Attribute.Add(new AttributeProto { Name = "axis", I = axis, Type = AttributeType.Int });
        graph.Node.Add(node);
        return graph;
    }

    private static void Check(GraphProto graph, string expected)
    {
        ModelProto model = Models.Model(graph);
        float[] input = [.. Enumerable.Range(0, 60).Select(i => (float)i)];
        using OnnxRuntimeModel runtime = new(model.ToByteArray());
        ImportedNetwork imported = Models.Import(model);
        using CompiledNetwork network = CompiledNetwork.Compile(imported);

        string text = Declarations.DeclarationWriter.Write(imported.Declaration);
        Assert.Contains($"[{expected}]", text, StringComparison.Ordinal);
        Assert.DoesNotContain(imported.Declaration.Layers, layer => layer.Layer is PermuteLayer);
        Assert.Equal(Assert.Single(runtime.Run([input], examples: 1)), Assert.Single(network.Run([input], new NetworkOptions())));
    }
}
