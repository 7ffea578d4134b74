using ConvGen.Model.Layers.Structure;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tensors;
using ConvGen.Onnx.Tests.Running;
using ConvGen.Tool.Importing;

namespace ConvGen.Onnx.Tests;

/// <summary>Which inputs of a graph are inputs of the class, above all those that no node reads.</summary>
public sealed class ModelInputTests
{
    /// <summary>They are inputs of the class, in the order of the graph, and change nothing.</summary>
    [Fact]
    public void AnInputThatNothingReadsIsKept()
    {
        ModelProto model = Graph([1, 3], ("before", [1, 2, 4, 5]), ("x", [1, 3]), ("behind", [7]));

        ImportedNetwork imported = Models.Import(model);

        Assert.Equal(
            [("before", true), ("x", false), ("behind", true)], imported.Inputs.Select(port => (port.OnnxName, port.IsUnread)));
        Assert.Equal(
            [("before", "2, 4, 5"), ("x", "3"), ("behind", "7")],
            imported.Declaration.Layers.Where(layer => layer.Layer is InputLayer)
                .Select(layer => (layer.Name!, string.Join(", ", ((InputLayer)layer.Layer).Dimensions))));
        using CompiledNetwork network = CompiledNetwork.Compile(imported);
        float[] output = Assert.Single(network.Run([new float[40], [-1, 2, 3], new float[7]], new NetworkOptions()));
        Assert.Equal([1, -2, -3], output);
    }

    /// <summary>The file of the declaration says so, and does not warn.</summary>
    [Fact]
    public void TheDeclarationSaysWhatTheModelDoesNotRead()
    {
        string read = ImportedFiles.Source(Models.Import(Graph([1, 3], ("x", [1, 3]))), "a.onnx", weights: null);
        string unread = ImportedFiles.Source(Models.Import(Graph([1, 3], ("x", [1, 3]), ("u", [7]))), "a.onnx", weights: null);

        Assert.DoesNotContain("CG4003", read, StringComparison.Ordinal);
        Assert.StartsWith("#pragma warning disable CG4003 ", unread, StringComparison.Ordinal);
        Assert.Contains("// Input u: 'u', 7, which the model does not read.\n", unread, StringComparison.Ordinal);
    }

    /// <summary>Those that only what was cut off reads are no inputs.</summary>
    [Fact]
    public void CuttingTheGraphDropsThem()
    {
        ModelProto model = Graph([1, 3], ("x", [1, 3]), ("late", [1, 3]), ("u", [7]));
        model.Graph.Node.Add(Models.Node("Add", "sum", ["y", "late"]));
        model.Graph.Output[0].Name = "sum";

        Assert.Equal(["x", "late", "u"], Models.Import(model).Inputs.Select(port => port.OnnxName));
        Assert.Equal(["x"], Models.Import(model, new() { Outputs = ["y"] }).Inputs.Select(port => port.OnnxName));
    }

    /// <summary>One whose size is open is left out, unless the size is given.</summary>
    [Fact]
    public void AnOpenSizeIsNotAskedFor()
    {
        ModelProto model = Graph([1, 3], ("x", [1, 3]), ("u", [1, 7]));
        model.Graph.Input[1].Type.TensorType.Shape.Dim[1].DimParam = "width";

        Assert.Equal(["x"], Models.Import(model).Inputs.Select(port => port.OnnxName));
        ImportOptions given = new() { InputShapes = new Dictionary<string, IReadOnlyList<int>> { ["u"] = [1, 9] } };
        Assert.Equal(["1×3", "1×9"], Models.Import(model, given).Inputs.Select(port => string.Join('×', port.Shape)));
    }

    /// <summary>Constants, whole numbers and what sets nodes are no inputs.</summary>
    [Fact]
    public void WhatIsNoDataIsNoInput()
    {
        ModelProto model = Graph([1, 3], ("x", [1, 3]), ("initializer", [2]), ("given", [2]), ("whole", [2]), ("ratio", [1]));
        model.Graph.Initializer.Add(Models.Tensor("initializer", [2], [1, 2]));
        model.Graph.Input[3].Type.TensorType.ElemType = (int)TensorProto.Types.DataType.Int64;
        model.Graph.Node[0].Input[0] = "dropped";
        model.Graph.Node.Add(Models.Node("Dropout", "dropped", ["x", "ratio"]));
        ImportOptions options = new() { Constants = new Dictionary<string, OnnxTensor> { ["given"] = new([2], [1f, 2f]) } };

        Assert.Equal(["x"], Models.Import(model, options).Inputs.Select(port => port.OnnxName));
    }

    /// <summary>Of several examples there are as many of every input.</summary>
    [Fact]
    public void AnInputWithoutTheExamplesIsNotKept()
    {
        ImportedNetwork imported = Models.Import(Graph([4, 3], ("x", [4, 3]), ("u", [4, 2]), ("other", [5, 2]), ("flat", [4])));

        Assert.Equal(4, imported.Examples);
        Assert.Equal(["x", "u"], imported.Inputs.Select(port => port.OnnxName));
        IEnumerable<InputLayer> inputs = imported.Declaration.Layers.Select(layer => layer.Layer).OfType<InputLayer>();
        Assert.Equal([3, 2], inputs.Select(input => input.Dimensions.Single()));
    }

    // y = −x.
    private static ModelProto Graph(int[] output, params (string Name, int[] Shape)[] inputs)
    {
        GraphProto graph = new();
        graph.Input.AddRange(inputs.Select(input => Models.Value(input.Name, input.Shape)));
        graph.Output.Add(Models.Value("y", output));
        graph.Node.Add(Models.Node("Neg", "y", ["x"]));
        return Models.Model(graph);
    }
}
