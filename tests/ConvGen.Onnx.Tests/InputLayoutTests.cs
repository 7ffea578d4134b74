using ConvGen.Model.Layers.Structure;
using ConvGen.Onnx.Protobuf;

namespace ConvGen.Onnx.Tests;

/// <summary>Networks of other frameworks have their channels last.</summary>
public sealed class InputLayoutTests
{
    /// <summary>A transposition before the first convolution is the layout of the input, also behind arithmetic.</summary>
    [Fact]
    public void ChannelsLastAreAnInterleavedInput()
    {
        GraphProto graph = new();
        graph.Input.Add(Models.Value("x", 1, 6, 5, 2));
        graph.Output.Add(Models.Value("y"));
        graph.Initializer.Add(Models.Tensor("scale", [], [-0.5f]));
        graph.Initializer.Add(Models.Tensor("w", [3, 2, 1, 1], new float[6]));
        graph.Node.Add(Models.Node("Mul", "s", ["x", "scale"]));
        NodeProto transpose = Models.Node("Transpose", "t", ["s"]);
        transpose.Attribute.Add(new AttributeProto { Name = "perm", Ints = { 0, 3, 1, 2 } });
        graph.Node.Add(transpose);
        graph.Node.Add(Models.Node("Conv", "y", ["t", "w"]));

        ImportedNetwork network = Models.Import(Models.Model(graph));

        InputLayer input = Assert.IsType<InputLayer>(network.Declaration.Layers[0].Layer);
        Assert.Equal([2, 6, 5], input.Dimensions);
        Assert.Equal(Model.Layers.Structure.InputLayout.Interleaved, input.Layout);
        Assert.Equal(["Input", "Scale", "Conv"], network.Declaration.Layers.Select(layer => layer.Layer.Kind));
    }
}
