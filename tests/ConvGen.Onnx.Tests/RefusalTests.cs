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

    /// <summary>What the rules of declarations say is said in full, behind its code.</summary>
    [Fact]
    public void AProblemOfTheDeclarationIsASentence()
    {
        OnnxImportException refused = Assert.Throws<OnnxImportException>(
            () => Models.Import(Models.Small(), new() { ClassName = "Forward" }));

        Assert.Equal(
            "CG0031: Network 'Forward' cannot have that name, because the method 'Forward' is generated in it",
            Assert.Single(refused.Problems).Message);
    }

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

    /// <summary>Layers compute with fractions: what would overflow or be cut off in the file is refused, what only moves is not.</summary>
    [Theory]
    [InlineData("Add", true)]
    [InlineData("Div", true)]
    [InlineData("Max", false)]
    public void ArithmeticWithWholeNumbersIsRefused(string op, bool isRefused)
    {
        ModelProto model = Models.Of(Models.Node(op, "n", ["x", "c"]), [1, 4], new TensorProto
        {
            Name = "c",
            Dims = { 1 },
            DataType = (int)TensorProto.Types.DataType.Uint8,
            Int32Data = { 200 },
        });
        model.Graph.Input[0].Type.TensorType.ElemType = (int)TensorProto.Types.DataType.Uint8;
        NodeProto cast = Models.Node("Cast", "f", ["n"]);
        cast.Attribute.Add(new AttributeProto { Name = "to", I = (int)TensorProto.Types.DataType.Float });
        model.Graph.Node.Add([cast, Models.Node("Add", "y", ["f", "f"])]);
        if (isRefused)
        {
            ImportProblem problem = Assert.Single(Assert.Throws<OnnxImportException>(() => Models.Import(model)).Problems);
            Assert.Equal((ProblemCodes.Setting, op), (problem.Code, problem.Operator));
            Assert.Contains("it computes with whole numbers", problem.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.NotEmpty(Models.Import(model).Declaration.Layers);
        }
    }

    /// <summary>With several inputs the advice has their names, and a shape without one is asked for it.</summary>
    [Fact]
    public void ShapesOfSeveralInputsHaveNames()
    {
        ModelProto model = Models.Of(Models.Node("Concat", "y", ["x", "z"]), [1, 4]);
        model.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "axis", I = 1 });
        model.Graph.Input.Add(Models.Value("z", 1, 4));
        model.Graph.Input[1].Type.TensorType.Shape.Dim[1].DimParam = "width";
        Assert.Equal(
            "error CG5004: the input 'z' is 1×width; give its sizes, as in InputShape=\"z=1x3\"",
            Assert.Single(Assert.Throws<OnnxImportException>(() => Models.Import(model)).Problems).ToString());
        ImportOptions nameless = new() { InputShapes = new Dictionary<string, IReadOnlyList<int>> { [""] = [1, 4] } };
        Assert.Contains(
            Assert.Throws<OnnxImportException>(() => Models.Import(model, nameless)).Problems,
            problem => problem.Message == "InputShape needs the name of the input, of which there are several: x, z");
    }

    /// <summary>Files that are no models say what they are.</summary>
    [Fact]
    public void FilesThatOnlyStandForOthersAreRefused()
    {
        string folder = Directory.CreateTempSubdirectory("convgen").FullName;
        try
        {
            string pointer = Path.Combine(folder, "a.onnx");
            File.WriteAllText(pointer, "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n");
            Assert.Contains("git lfs pull", Assert.Throws<OnnxImportException>(() => OnnxImporter.Import(pointer)).Message, StringComparison.Ordinal);
            Assert.Contains("it is a folder", Assert.Throws<OnnxImportException>(() => OnnxImporter.Import(folder)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Classes are named after files, but not as one of their members.</summary>
    [Theory]
    [InlineData("mobilenet-v2.1", "MobilenetV21")]
    [InlineData("größe", "Größe")]
    [InlineData("forward", "ForwardNetwork")]
    [InlineData("7x7", "N7x7")]
    public void ClassesAreNamedAfterFiles(string file, string name) => Assert.Equal(name, Declarations.Identifiers.ForClass(file));

    /// <summary>What is less than every number around a map is the padding of the maximum behind it.</summary>
    [Fact]
    public void LeastNumbersArePaddingOfAMaximum()
    {
        ModelProto model = Models.Of(Models.Node("Pad", "p", ["x", "pads", "least"]), [1, 2, 4, 4], Models.Tensor("least", [], [float.NegativeInfinity]));
        model.Graph.Initializer.Add(new TensorProto
        {
            Name = "pads",
            Dims = { 8 },
            DataType = (int)TensorProto.Types.DataType.Int64,
            Int64Data = { 0, 0, 1, 1, 0, 0, 1, 1 },
        });
        NodeProto pool = Models.Node("MaxPool", "y", ["p"]);
        pool.Attribute.Add(new AttributeProto { Name = "kernel_shape", Ints = { 3, 3 } });
        model.Graph.Node.Add(pool);
        Assert.Equal(
            new Model.Layers.Pooling.MaxPoolLayer(new Model.Shapes.WindowSettings { K = 3, S = 1, P = 1 }),
            Models.Import(model).Declaration.Layers[1].Layer);
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
