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

    /// <summary>Bytes, a mean and a deviation before everything else are how the input is declared.</summary>
    [Fact]
    public void NormalisationIsAPartOfTheInput()
    {
        ImportedNetwork network = Models.Import(Normalised(TensorProto.Types.DataType.Uint8, isReadTwice: false));

        InputLayer input = Assert.IsType<InputLayer>(network.Declaration.Layers[0].Layer);
        Assert.Equal([2, 6, 5], input.Dimensions);
        Assert.Equal(Model.Layers.Structure.InputElement.Byte, input.Element);
        Assert.Equal(Model.Layers.Structure.InputLayout.Interleaved, input.Layout);
        Assert.Equal([0.485, 0.456], input.Mean!.Value);
        Assert.Equal([0.229, 0.224], input.Std!.Value);
        Assert.Equal(["Input", "Conv"], Kinds(network));
    }

    /// <summary>Where something else reads the elements as they are, they stay.</summary>
    [Fact]
    public void WhatIsReadTwiceIsNotNormalised()
    {
        ImportedNetwork network = Models.Import(Normalised(TensorProto.Types.DataType.Uint8, isReadTwice: true));
        InputLayer input = Assert.IsType<InputLayer>(network.Declaration.Layers[0].Layer);
        Assert.Equal((Model.Layers.Structure.InputElement.Float, true, true), (input.Element, input.Mean is null, input.Std is null));
    }

    private static IEnumerable<string> Kinds(ImportedNetwork network) => network.Declaration.Layers.Select(layer => layer.Layer.Kind);

    // ((x/255) − mean)/std of channels-last elements, then a convolution.
    private static ModelProto Normalised(TensorProto.Types.DataType type, bool isReadTwice)
    {
        GraphProto graph = new();
        graph.Input.Add(Models.Value("x", 1, 6, 5, 2));
        graph.Input[0].Type.TensorType.ElemType = (int)type;
        graph.Output.Add(Models.Value("y"));
        graph.Initializer.Add(Models.Tensor("unit", [], [255]));
        graph.Initializer.Add(Models.Tensor("mean", [1, 2, 1, 1], [0.485f, 0.456f]));
        graph.Initializer.Add(Models.Tensor("std", [2, 1, 1], [0.229f, 0.224f]));
        graph.Initializer.Add(Models.Tensor("w", [3, 2, 1, 1], new float[6]));
        NodeProto cast = Models.Node("Cast", "f", ["x"]);
        cast.Attribute.Add(new AttributeProto { Name = "to", I = (int)TensorProto.Types.DataType.Float });
        NodeProto transpose = Models.Node("Transpose", "t", ["f"]);
        transpose.Attribute.Add(new AttributeProto { Name = "perm", Ints = { 0, 3, 1, 2 } });
        graph.Node.Add([cast, transpose, Models.Node("Div", "d", ["t", "unit"])]);
        graph.Node.Add([Models.Node("Sub", "s", ["d", "mean"]), Models.Node("Div", "n", ["s", "std"])]);
        graph.Node.Add(Models.Node("Conv", isReadTwice ? "c" : "y", ["n", "w"]));
        if (isReadTwice)
        {
            graph.Output.Add(Models.Value("t"));
            graph.Output[0].Name = "c";
        }

        return Models.Model(graph);
    }
}
