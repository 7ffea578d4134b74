using System.Reflection;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;
using Google.Protobuf;

namespace ConvGen.Onnx.Tests;

/// <summary>The pages of docs/diagnostics on CG5xxx: one for each code, in the index, with a message that is really given.</summary>
public sealed class ProblemPageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("convgen").FullName;

    private static readonly Dictionary<string, (Action<ModelProto> Change, ImportOptions? Options)> Faults = new()
    {
        [ProblemCodes.Operator] = (model => Append(model, Models.Node("TopK", "z", ["r"])), null),
        [ProblemCodes.Setting] = (model => Append(model, Indices()), null),
        [ProblemCodes.NotConstant] = (model => MakeInput(model, "w", 2, 1, 3, 3), null),
        [ProblemCodes.InputShape] = (model => model.Graph.Input[0].Type.TensorType.Shape.Dim[2].DimParam = "height", null),
        [ProblemCodes.Malformed] = (model => model.Graph = null, null),
        [ProblemCodes.ExternalData] = (MoveData, null),
        [ProblemCodes.Shapes] = (model => model.Graph.Initializer[2] = Models.Tensor("m", [9, 3], new float[27]), null),
        [ProblemCodes.Option] = (_ => { }, new() { Outputs = ["q"] }),
        [ProblemCodes.Network] = (model => model.Graph.Output[0] = Models.Value("w", 2, 1, 3, 3), null),
    };

    private static string Pages { get; } = Path.Combine(Repository.Root, "docs", "diagnostics");

    /// <summary>The codes of import.</summary>
    public static TheoryData<string> Codes => [.. Faults.Keys];

    [Fact]
    public void EveryCodeHasAPageInTheIndex()
    {
        string[] codes =
            [.. typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetRawConstantValue()!)];
        string index = File.ReadAllText(Path.Combine(Pages, "README.md"));
        foreach (string code in codes)
        {
            string heading = File.ReadLines(Path.Combine(Pages, code + ".md")).First();
            Assert.StartsWith($"# {code}: ", heading, StringComparison.Ordinal);
            Assert.Contains($"| [{code}]({code}.md) | {heading[$"# {code}: ".Length..]} |\n", index, StringComparison.Ordinal);
        }

        Assert.Equal(codes, Directory.GetFiles(Pages, "CG5*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        Assert.Equal(codes, Faults.Keys.Append(ProblemCodes.NoCounterpart).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void PageShowsTheError(string code)
    {
        string page = File.ReadAllText(Path.Combine(Pages, code + ".md"));

        ModelProto model = Models.Small();
        Faults[code].Change(model);
        string path = Path.Combine(_folder, "model.onnx");
        File.WriteAllBytes(path, model.ToByteArray());
        OnnxImportException refused = Assert.Throws<OnnxImportException>(() => OnnxImporter.Import(path, Faults[code].Options));

        Assert.Contains($"```text\n{Assert.Single(refused.Problems).ToString("model.onnx")}\n```", page, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Append(ModelProto model, NodeProto node)
    {
        model.Graph.Node.Add(node);
        model.Graph.Output.Add(Models.Value(node.Output[^1]));
    }

    private static NodeProto Indices()
    {
        NodeProto pool = Models.Node("MaxPool", "p", ["r"]);
        pool.Output.Add("i");
        pool.Attribute.Add(new AttributeProto { Name = "kernel_shape", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 2, 2 } });
        return pool;
    }

    private static void MakeInput(ModelProto model, string name, params int[] shape)
    {
        model.Graph.Initializer.Remove(model.Graph.Initializer.Single(tensor => tensor.Name == name));
        model.Graph.Input.Add(Models.Value(name, shape));
    }

    private static void MoveData(ModelProto model)
    {
        TensorProto weight = model.Graph.Initializer[0];
        weight.RawData = ByteString.Empty;
        weight.DataLocation = TensorProto.Types.DataLocation.External;
        weight.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "../w.bin" });
    }
}
