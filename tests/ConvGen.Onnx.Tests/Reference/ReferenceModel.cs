using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConvGen.Tests;

namespace ConvGen.Onnx.Tests.Reference;

/// <summary>A model of the shared data with inputs and the outputs that ONNX Runtime computes of them.</summary>
/// <param name="Id">The name of its folder.</param>
/// <param name="Cases">Its cases.</param>
internal sealed partial record ReferenceModel(string Id, IReadOnlyList<ReferenceCase> Cases)
{
    /// <summary>The model's file.</summary>
    public string ModelPath => SharedData.Path("onnx", Id, "model.onnx");

    /// <summary>The names of all models, or one that has the running test skipped where there are none.</summary>
    public static IEnumerable<string> Ids => SharedData.IsAvailable
        ? [.. Directory.EnumerateFiles(SharedData.Path("onnx"), "model.onnx", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal)]
        : ["missing"];

    /// <summary>Reads what a model's folder says.</summary>
    public static ReferenceModel Read(string id)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(SharedData.Path("onnx", id, "reference.json")));
        return new(id, [.. json.RootElement.GetProperty("cases").EnumerateArray().Select(one => ReadCase(id, one))]);
    }

    private static ReferenceCase ReadCase(string id, JsonElement one) => new(
        [.. one.GetProperty("inputs").EnumerateArray().Select(value => ReadValue(id, value))],
        [.. one.GetProperty("outputs").EnumerateArray().Select(value => ReadValue(id, value))]);

    private static ReferenceValue ReadValue(string id, JsonElement value)
    {
        string name = value.GetProperty("name").GetString()!;
        string type = value.GetProperty("dtype").GetString()!;
        int[] shape = [.. value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        int length = shape.Aggregate(1, (product, size) => product * size);
        float[] values = value.GetProperty("file").GetString() is { } file
            ? Decode(File.ReadAllBytes(SharedData.Path("onnx", id, file)), type)
            : Formula(value.GetProperty("generator").GetString()!, length);
        Assert.Equal(length, values.Length);
        return new(name, type, shape, values);
    }

    private static float[] Decode(byte[] bytes, string type) => type switch
    {
        _ when type.StartsWith("float32", StringComparison.Ordinal) => [.. bytes.Chunk(4).Select(chunk => BitConverter.ToSingle(chunk))],
        "float64" => [.. bytes.Chunk(8).Select(chunk => (float)BitConverter.ToDouble(chunk))],
        "int64" => [.. bytes.Chunk(8).Select(chunk => (float)BitConverter.ToInt64(chunk))],
        "int32" => [.. bytes.Chunk(4).Select(chunk => (float)BitConverter.ToInt32(chunk))],
        "bool" or "uint8" => [.. bytes.Select(one => (float)one)],
        _ => throw new InvalidDataException($"The type {type} is not read."),
    };

    // The hash of the README, which needs no generator of random numbers.
    private static float[] Formula(string generator, int length)
    {
        Match range = Range().Match(generator);
        Assert.True(range.Success, generator);
        double low = double.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture);
        double high = double.Parse(range.Groups[2].Value, CultureInfo.InvariantCulture);
        float[] values = new float[length];
        for (uint i = 0; i < values.Length; i++)
        {
            uint x = unchecked((i + 1) * 2654435761u);
            x ^= x >> 16;
            x = unchecked(x * 0x85ebca6bu);
            x ^= x >> 13;
            x = unchecked(x * 0xc2b2ae35u);
            x ^= x >> 16;
            values[i] = (float)(low + ((high - low) * (x / 4294967296.0)));
        }

        return values;
    }

    [GeneratedRegex(@"formula lo=(\S+) hi=(\S+)")]
    private static partial Regex Range();
}
