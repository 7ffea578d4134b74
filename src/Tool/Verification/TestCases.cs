using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ConvGen.Onnx.Files;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Tool.Verification;

/// <summary>
/// Finds the test cases of a folder: ONNX's <c>test_data_set_N</c> with <c>input_I.pb</c> and <c>output_I.pb</c>, the same with
/// <c>.npy</c>, or a <c>reference.json</c> with raw files.
/// </summary>
internal static class TestCases
{
    /// <summary>Reads all cases.</summary>
    /// <exception cref="InvalidDataException">There are none, or one is not what it should be.</exception>
    public static IReadOnlyList<TestCase> Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidDataException($"{folder}: there is no such folder.");
        }

        string reference = Path.Combine(folder, "reference.json");
        if (File.Exists(reference))
        {
            return ReadReference(reference);
        }

        string[] sets = [.. Directory.GetDirectories(folder, "test_data_set_*").Order(StringComparer.Ordinal)];
        if (sets.Length == 0 && Directory.EnumerateFiles(folder, "input_0.*").Any())
        {
            sets = [folder];
        }

        return sets.Length == 0
            ? throw new InvalidDataException(
                $"{folder}: there is neither reference.json nor test_data_set_0 with input_0.pb (or .npy) and output_0.pb.")
            : [.. sets.Select(set => new TestCase(Path.GetFileName(set), ReadSet(set, "input"), ReadSet(set, "output")))];
    }

    private static List<TestTensor> ReadSet(string folder, string kind)
    {
        var tensors = new List<TestTensor>();
        while (true)
        {
            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{kind}_{tensors.Count}"));
            if (File.Exists(path + ".pb"))
            {
                (string name, OnnxTensor tensor) = TensorFile.Read(path + ".pb");
                tensors.Add(new(name, tensor.IsFloating ? "float32" : "int64", tensor.Shape, tensor.Floats));
            }
            else if (File.Exists(path + ".npy"))
            {
                tensors.Add(NpyFile.Read(path + ".npy", string.Empty));
            }
            else
            {
                return tensors.Count > 0 ? tensors : throw new InvalidDataException($"{path}.pb: there is no such file, and no .npy.");
            }
        }
    }

    private static List<TestCase> ReadReference(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            string folder = Path.GetDirectoryName(path)!;
            var cases = new List<TestCase>();
            foreach (JsonElement each in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                cases.Add(new(
                    $"case {each.GetProperty("case").GetInt32()}",
                    [.. each.GetProperty("inputs").EnumerateArray().Select(tensor => ReadTensor(folder, tensor))],
                    [.. each.GetProperty("outputs").EnumerateArray().Select(tensor => ReadTensor(folder, tensor))]));
            }

            return cases;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    private static TestTensor ReadTensor(string folder, JsonElement tensor)
    {
        string name = tensor.GetProperty("name").GetString() ?? string.Empty;
        string type = tensor.GetProperty("dtype").GetString() ?? string.Empty;
        int[] shape = [.. tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        int length = shape.Aggregate(1, (product, size) => checked(product * size));
        if (tensor.GetProperty("file").GetString() is not { } file)
        {
            string generator = tensor.GetProperty("generator").GetString() ?? string.Empty;
            return new(
                name,
                type,
                shape,
                FormulaInput.TryMake(generator, length) ?? throw new InvalidDataException($"{name}: '{generator}' is no known formula."));
        }

        byte[] bytes = File.ReadAllBytes(Path.Combine(folder, file));
        float[] values = Decode(bytes, type) ?? throw new InvalidDataException($"{file}: numbers of type '{type}' are not read.");
        return values.Length == length
            ? new(name, type, shape, values)
            : throw new InvalidDataException($"{file}: {length} numbers are announced, {bytes.Length} bytes are there.");
    }

    // Null for a type that is not known.
    private static float[]? Decode(byte[] bytes, string type) => type switch
    {
        _ when type.StartsWith("float32", StringComparison.Ordinal) => Cast<float>(bytes, number => number),
        "float16" => Cast<Half>(bytes, number => (float)number),
        "float64" => Cast<double>(bytes, number => (float)number),
        "int64" => Cast<long>(bytes, number => number),
        "int32" => Cast<int>(bytes, number => number),
        "bool" or "uint8" => Cast<byte>(bytes, number => number),
        _ => null,
    };

    private static float[] Cast<T>(byte[] bytes, Func<T, float> convert)
        where T : unmanaged => [.. MemoryMarshal.Cast<byte, T>(bytes).ToArray().Select(convert)];
}
