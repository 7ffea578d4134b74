using ConvGen.Model.Layers.Structure;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;

namespace ConvGen.Onnx.Tests;

/// <summary>What is refused, with which words, and what helps.</summary>
public sealed class RefusalTests
{
    /// <summary>Every node that is in the way is named, not only the first.</summary>
    [Fact]
    public void EveryProblemIsListed()
    {
        ModelProto model = Models.Small();
        model.Graph.Node[1].OpType = "NonZero";
        model.Graph.Node.Add(Models.Node("TopK", "z", ["c"]));
        model.Graph.Output.Add(Models.Value("z"));

        OnnxImportException refused = Assert.Throws<OnnxImportException>(() => Models.Import(model));

        Assert.Equal(
            [(ProblemCodes.Operator, "r_node", "NonZero"), (ProblemCodes.Operator, "z_node", "TopK")],
            refused.Problems.Select(problem => (problem.Code, problem.Node, problem.Operator)));
        Assert.All(refused.Problems, problem => Assert.Contains("Outputs", problem.Message, StringComparison.Ordinal));
    }

    /// <summary>The option Outputs cuts off what has no layer.</summary>
    [Fact]
    public void OutputsCutTheGraph()
    {
        ModelProto model = Models.Small();
        model.Graph.Node[3].OpType = "TopK";

        ImportedNetwork network = Models.Import(model, new() { Outputs = ["r"] });

        Assert.Equal(("r", "output"), (Assert.Single(network.Outputs).OnnxName, network.Outputs[0].Name));
        Assert.Equal([1, 2, 2, 2], network.Outputs[0].Shape);
    }

    /// <summary>An output that the graph does not have.</summary>
    [Fact]
    public void UnknownOutputIsRefused()
    {
        OnnxImportException refused = Assert.Throws<OnnxImportException>(() => Models.Import(Models.Small(), new() { Outputs = ["q"] }));

        Assert.Equal(ProblemCodes.Option, Assert.Single(refused.Problems).Code);
    }

    /// <summary>A size that the file leaves open is asked for by the names of input and option.</summary>
    [Fact]
    public void OpenSizeIsAskedFor()
    {
        ModelProto model = Models.Small();
        model.Graph.Input[0].Type.TensorType.Shape.Dim[2].DimParam = "height";

        OnnxImportException refused = Assert.Throws<OnnxImportException>(() => Models.Import(model));
        ImportedNetwork network = Models.Import(
            model, new() { InputShapes = new Dictionary<string, IReadOnlyList<int>> { ["x"] = [1, 1, 4, 4] } });

        Assert.Equal(
            "error CG5004: the input 'x' is 1×1×height×4; give its sizes with the option InputShapes", Assert.Single(refused.Problems).ToString());
        Assert.Equal([1, 4, 4], Assert.IsType<InputLayer>(network.Declaration.Layers[0].Layer).Dimensions);
    }

    /// <summary>Weights that are an input of the graph are named, and can be given.</summary>
    [Fact]
    public void ComputedWeightsAreRefusedAndConstantsHelp()
    {
        ModelProto model = Models.Small();
        TensorProto weight = model.Graph.Initializer[0];
        model.Graph.Initializer.RemoveAt(0);
        model.Graph.Input.Add(Models.Value("w", 2, 1, 3, 3));

        OnnxImportException refused = Assert.Throws<OnnxImportException>(() => Models.Import(model));
        ImportedNetwork network = Models.Import(
            model, new() { Constants = new Dictionary<string, Tensors.OnnxTensor> { ["w"] = new([2, 1, 3, 3], new float[18]) } });

        Assert.Equal(ProblemCodes.NotConstant, Assert.Single(refused.Problems).Code);
        Assert.Equal("w", Assert.Single(model.Graph.Input, input => input.Name == weight.Name).Name);
        Assert.Equal(new float[18], network.Weights[0].Values);
    }
}
