using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Layers.Structure;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tests.Running;
using DataType = ConvGen.Onnx.Protobuf.TensorProto.Types.DataType;

namespace ConvGen.Onnx.Tests;

/// <summary>Channels that are taken by way of other axes: halves, every second one, some of each group; and colours of an input.</summary>
public sealed class ChannelPartTests
{
    private const int Height = 2, Width = 3;

    /// <summary>The channels are [outer, size, inner], of which a part of the middle is taken.</summary>
    [Theory]
    [InlineData(1, 2, 5, 1, 1)]
    [InlineData(1, 3, 16, 0, 2)]
    [InlineData(24, 2, 1, 0, 1)]
    [InlineData(24, 2, 1, 1, 1)]
    [InlineData(17, 3, 1, 1, 2)]
    [InlineData(1, 7, 1, 2, 3)]
    [InlineData(5, 3, 2, 2, 1)]
    [InlineData(4, 3, 3, 1, 2)]
    public void ArePartsOfTheMap(int outer, int size, int inner, int start, int length)
    {
        int channels = outer * size * inner;
        GraphProto graph = new();
        graph.Input.Add(Models.Value("x", 1, channels, Height, 2 * Width));
        graph.Output.Add(Models.Value("y"));
        NodeProto pool = Models.Node("MaxPool", "m", ["x"]);
        pool.Attribute.Add(new AttributeProto { Name = "kernel_shape", Ints = { 1, 2 } });
        pool.Attribute.Add(new AttributeProto { Name = "strides", Ints = { 1, 2 } });
        graph.Node.Add(pool);
        AddSizes(graph, "cut", [1, outer, size, inner, Height * Width]);
        AddSizes(graph, "whole", [1, outer * length * inner, Height, Width]);
        graph.Node.Add(Models.Node("Reshape", "a", ["m", "cut"]));
        AddSlice(graph, "a", "b", axis: 2, start, length);
        graph.Node.Add(Models.Node("Reshape", "y", ["b", "whole"]));

        ImportedNetwork imported = Models.Import(Models.Model(graph));

        float[] input = [.. Enumerable.Range(0, channels * Height * 2 * Width).Select(i => (float)i)];
        float Pooled(int channel, int position) => input[(((channel * Height * Width) + position) * 2) + 1];
        float[] expected =
        [
            .. from a in Enumerable.Range(0, outer)
               from i in Enumerable.Range(start, length)
               from b in Enumerable.Range(0, inner)
               from position in Enumerable.Range(0, Height * Width)
               select Pooled((((a * size) + i) * inner) + b, position),
        ];
        using CompiledNetwork network = CompiledNetwork.Compile(imported);
        Assert.Equal(expected, Assert.Single(network.Run([input], new NetworkOptions())));
        bool staysMap = imported.Declaration.Layers.All(layer => layer.Layer is not (CropLayer or ReshapeLayer));
        Assert.Equal(outer == 1 || inner == 1, staysMap);
    }

    /// <summary>One colour of pixels that stand one after the other, as a canvas has them: the input is declared as a map of colours.</summary>
    [Theory]
    [InlineData(new[] { 4, 5, 4 }, true)]
    [InlineData(new[] { 20, 3 }, true)]
    [InlineData(new[] { 4, 5, 6 }, false)]
    public void OfAnInputAreItsColours(int[] shape, bool areColours)
    {
        int length = shape.Aggregate(1, (product, size) => product * size), colours = shape[^1];
        GraphProto graph = new();
        graph.Input.Add(Models.Value("x", length));
        graph.Output.Add(Models.Value("y"));
        AddSizes(graph, "pixels", shape);
        AddSizes(graph, "map", [1, 1, 4, 5]);
        graph.Node.Add(Models.Node("Reshape", "a", ["x", "pixels"]));
        AddSlice(graph, "a", "b", shape.Length - 1, start: 2, length: 1);
        graph.Node.Add(Models.Node("Reshape", "y", ["b", "map"]));

        ImportedNetwork imported = Models.Import(Models.Model(graph));

        InputLayer declared = Assert.IsType<InputLayer>(imported.Declaration.Layers[0].Layer);
        Assert.Equal(areColours, declared.Layout == Model.Layers.Structure.InputLayout.Interleaved);
        float[] input = [.. Enumerable.Range(0, length).Select(i => (float)i)];
        using CompiledNetwork network = CompiledNetwork.Compile(imported);
        Assert.Equal([.. Enumerable.Range(0, 20).Select(i => (float)((i * colours) + 2))], Assert.Single(network.Run([input], new NetworkOptions())));
    }

    private static void AddSlice(GraphProto graph, string from, string to, int axis, int start, int length)
    {
        AddSizes(graph, "starts", [start]);
        AddSizes(graph, "ends", [start + length]);
        AddSizes(graph, "axes", [axis]);
        graph.Node.Add(Models.Node("Slice", to, [from, "starts", "ends", "axes"]));
    }

    private static void AddSizes(GraphProto graph, string name, int[] sizes) => graph.Initializer.Add(new TensorProto
    {
        Name = name,
        Dims = { sizes.Length },
        DataType = (int)DataType.Int64,
        Int64Data = { sizes.Select(size => (long)size) },
    });
}
