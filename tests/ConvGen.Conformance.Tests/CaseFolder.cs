using System.Globalization;
using System.Runtime.InteropServices;

namespace ConvGen.Conformance.Tests;

/// <summary>A case written for one test, in a folder that goes away with it.</summary>
public sealed class CaseFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("conformance");

    /// <summary>A case of one ONNX operator from x to y.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="shape">The shape of both.</param>
    /// <param name="input">The values of x.</param>
    /// <param name="output">The values of y.</param>
    public CaseFolder(string op, int[] shape, float[] input, float[] output)
    {
        string sizes = string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        WriteTensor("x.bin", input);
        WriteTensor("y.bin", output);
        WriteJson(
            $$"""
            {
              "opset": {"ai.onnx": 22},
              "nodes": [{"op": "{{op}}", "inputs": ["x"], "outputs": ["y"], "attributes": {} }],
              "inputs": [{"name": "x", "role": "input", "shape": [{{sizes}}], "dtype": "float32", "file": "x.bin"}],
              "outputs": [{"name": "y", "shape": [{{sizes}}], "dtype": "float32", "file": "y.bin"}],
              "rtol": 0.001,
              "atol": 1e-07
            }
            """);
    }

    /// <summary>Where the case is.</summary>
    public string Location => _folder.FullName;

    /// <summary>Replaces what the case says.</summary>
    public void WriteJson(string text) => File.WriteAllText(Path.Combine(Location, "case.json"), text);

    /// <summary>Replaces the raw values of a tensor.</summary>
    public void WriteTensor(string file, ReadOnlySpan<float> values) =>
        File.WriteAllBytes(Path.Combine(Location, file), MemoryMarshal.AsBytes(values).ToArray());

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
