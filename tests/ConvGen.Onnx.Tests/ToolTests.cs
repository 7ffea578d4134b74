using System.CommandLine;
using ConvGen.Onnx.Protobuf;
using ConvGen.Tests;
using ConvGen.Tool.Commands;
using ConvGen.Tool.Verification;
using Google.Protobuf;

namespace ConvGen.Onnx.Tests;

/// <summary>The commands of <c>convgen</c>, and the test data that they read.</summary>
public sealed class ToolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("convgen").FullName;

    [Fact]
    public void ImportWritesTheClassAndItsWeights()
    {
        int code = new ImportCommand().Parse([Model("cntk-mnist-8"), "--output", _folder, "--class", "Digits", "--namespace", "Vision"]).Invoke();
        Assert.Equal(0, code);
        Assert.Equal(["Digits.cs", "Digits.safetensors"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        string source = File.ReadAllText(Path.Combine(_folder, "Digits.cs"));
        Assert.StartsWith("// Imported from model.onnx (CNTK 2.5.1, IR 3, opset 8).\n", source, StringComparison.Ordinal);
        Assert.Contains("""
            namespace Vision;

            /// <summary>The network of model.onnx.</summary>
            [Input(1, 28, 28)]
            """, source, StringComparison.Ordinal);
        Assert.Contains("""
            [Pretrained("Digits.safetensors")]
            public sealed partial class Digits;
            """, source, StringComparison.Ordinal);
    }

    [Fact]
    public void AModelThatIsRefusedWritesNothing()
    {
        Assert.Equal(1, new ImportCommand().Parse([Model("neg-gtcrn"), "--output", _folder]).Invoke());
        Assert.Equal(1, new InspectCommand().Parse([Model("neg-gtcrn")]).Invoke());
        Assert.Equal(1, new ImportCommand().Parse([Path.Combine(_folder, "missing.onnx"), "--output", _folder]).Invoke());
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void EachNodeSaysWhatItBecomes()
    {
        ModelProto model = Models.Small();
        model.Graph.Node.Insert(0, Models.Node("Identity", "w2", ["w"]));
        model.Graph.Node[1].Input[1] = "w2";
        Assert.Equal(
            ["Identity w2_node:", "Conv c_node: conv1", "Relu r_node: relu1", "Reshape f_node:", "MatMul y_node: fc1"],
            Models.Import(model).Nodes.Select(node =>
                $"{node.Operator} {node.Name}{(node.IsConstant ? ", computed" : "")}: {string.Join(", ", node.Layers)}".TrimEnd()));
    }

    [Fact]
    public void InspectShowsAModel() => Assert.Equal(0, new InspectCommand().Parse([Model("cntk-mnist-8")]).Invoke());

    [Fact]
    public void VerifyTellsWhetherResultsAgree()
    {
        string[] arguments = [Model("cntk-mnist-8"), "--data", Path.GetDirectoryName(Model("cntk-mnist-8"))!];
        Assert.Equal(0, new VerifyCommand().Parse(arguments).Invoke());
        Assert.Equal(1, new VerifyCommand().Parse([.. arguments, "--tolerance", "1e-12"]).Invoke());
        Assert.Equal(1, new VerifyCommand().Parse([arguments[0], "--data", _folder]).Invoke());
    }

    [Fact]
    public void AShapeThatIsNoneIsAnError()
    {
        ParseResult result = new ImportCommand().Parse(["model.onnx", "--input-shape", "1x3xheight"]);
        Assert.StartsWith(
            "model.onnx: error CG5008: --input-shape: '1x3xheight' is not a shape", Assert.Single(result.Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("NaN")]
    public void AToleranceThatNothingMeetsIsAnError(string tolerance)
    {
        ParseResult result = new VerifyCommand().Parse(["model.onnx", "--data", _folder, "--tolerance", tolerance]);
        Assert.StartsWith($"--tolerance: '{tolerance}' is no part", Assert.Single(result.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TestDataOfOnnxIsRead()
    {
        string set = Path.Combine(_folder, "test_data_set_0");
        Directory.CreateDirectory(set);
        TensorProto tensor = new() { Name = "x", DataType = (int)TensorProto.Types.DataType.Float };
        tensor.Dims.Add([1, 2]);
        tensor.FloatData.Add([1.5f, -2]);
        File.WriteAllBytes(Path.Combine(set, "input_0.pb"), tensor.ToByteArray());
        WriteNpy(Path.Combine(set, "output_0.npy"), "<f8", "(2, 1)", BitConverter.GetBytes(0.25), BitConverter.GetBytes(-8.0));
        TestCase test = Assert.Single(TestCases.Read(_folder));
        Assert.Equal("test_data_set_0", test.Name);
        TestTensor input = Assert.Single(test.Inputs), output = Assert.Single(test.Outputs);
        Assert.Equal(("x", "1×2", "1.5 -2"), (input.Name, string.Join('×', input.Shape), string.Join(' ', input.Values)));
        Assert.Equal(("", "2×1", "0.25 -8"), (output.Name, string.Join('×', output.Shape), string.Join(' ', output.Values)));
    }

    [Theory]
    [InlineData("<f4", "(3,)", "3 numbers are announced, 8 bytes are there")]
    [InlineData("<i4", "(2,)", "only little-endian floats")]
    [InlineData(">f4", "(2,)", "only little-endian floats")]
    public void ArraysOfSomethingElseAreRefused(string type, string shape, string message)
    {
        string path = Path.Combine(_folder, "array.npy");
        WriteNpy(path, type, shape, BitConverter.GetBytes(1f), BitConverter.GetBytes(2f));
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => NpyFile.Read(path, "x"));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    /// <summary>The first values that the description of the formula gives.</summary>
    [Fact]
    public void InputsAreMadeByTheFormula() => Assert.Equal(
        [0.070266895f, 0.73112011f, 0.838437974f, 0.960177362f], FormulaInput.TryMake("formula lo=0 hi=1 (hash)", 4)!);

    [Fact]
    public void DeviationsKnowWhatIsNotFinite()
    {
        Assert.Equal(0, Deviation.Between([float.NaN, float.PositiveInfinity, 1], [float.NaN, float.PositiveInfinity, 1]).Relative);
        Assert.Equal(0.25, Deviation.Between([1, -3], [1, -4]).Relative);
        Assert.Equal(double.PositiveInfinity, Deviation.Between([float.NaN, 0], [0, 0]).Relative);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void WriteNpy(string path, string type, string shape, params byte[][] numbers)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}\n";
        byte[] start = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header)];
        File.WriteAllBytes(path, [.. start, .. numbers.SelectMany(number => number)]);
    }

    private static string Model(string id) => Path.Combine(SharedData.Path("onnx"), id, "model.onnx");
}
