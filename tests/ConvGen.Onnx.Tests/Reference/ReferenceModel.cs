using ConvGen.Tests;
using ConvGen.Tool.Verification;

namespace ConvGen.Onnx.Tests.Reference;

/// <summary>A model of the shared data with inputs and the outputs that ONNX Runtime computes of them.</summary>
/// <param name="Id">The name of its folder.</param>
/// <param name="Cases">Its cases.</param>
internal sealed record ReferenceModel(string Id, IReadOnlyList<TestCase> Cases)
{
    /// <summary>The model's file.</summary>
    public string ModelPath => SharedData.Path("onnx", Id, "model.onnx");

    /// <summary>The names of all models, or one that has the running test skipped where there are none.</summary>
    public static IEnumerable<string> Ids => SharedData.IsAvailable
        ? [.. Directory.EnumerateFiles(SharedData.Path("onnx"), "model.onnx", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal)]
        : ["missing"];

    /// <summary>Reads what a model's folder says.</summary>
    public static ReferenceModel Read(string id) => new(id, TestCases.Read(SharedData.Path("onnx", id)));
}
