using System.Text.RegularExpressions;
using ConvGen.Model.Layers.Structure;
using ConvGen.Onnx.Normalising;
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
        Assert.Equal(
            ["no layer computes NonZero; Outputs=\"c\" cuts the graph before it", "no layer computes TopK; Outputs=\"c\" cuts the graph before it"],
            refused.Problems.Select(problem => problem.Message));
    }

    /// <summary>A line of a log is read up to its first colon, so that names with one stand behind the code.</summary>
    [Theory]
    [InlineData("conv", "net.onnx(conv, TopK): error CG5001: no layer")]
    [InlineData("model/conv:0", "net.onnx: error CG5001: model/conv:0 (TopK): no layer")]
    [InlineData("a\nb", "net.onnx: error CG5001: a b (TopK): no layer")]
    [InlineData("", "net.onnx: error CG5001: no layer")]
    public void AProblemIsALineOfALog(string node, string line) =>
        Assert.Equal(line, new ImportProblem(ProblemCodes.Operator, node, "TopK", "no layer").ToString("net.onnx"));

    /// <summary>The table of the documentation has every operator that is known, once, and no other.</summary>
    [Fact]
    public void DocumentationListsEveryOperator()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "from-onnx.md"));
        int begin = page.IndexOf("| operators | become |", StringComparison.Ordinal), end = page.IndexOf("\n\n", begin, StringComparison.Ordinal);
        IEnumerable<string> first = page[begin..end].Split('\n').Skip(2).Select(row => row.Split('|')[1]);
        string[] listed = [.. first.SelectMany(cell => Regex.Matches(cell, "`([A-Za-z0-9]+)`").Select(match => match.Groups[1].Value))];

        Assert.Equal(Normaliser.Names.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
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
            "error CG5004: the input 'x' is 1×1×height×4; give its sizes, as in InputShape=\"1x1x224x4\"", Assert.Single(refused.Problems).ToString());
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
