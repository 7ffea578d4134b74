using System.Text.Json;
using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Tests;

/// <summary>An input and the output that was published for it (<c>vectors/vector_N.json</c> and its raw tensors).</summary>
/// <param name="Input">What the network is fed.</param>
/// <param name="Output">What must come out.</param>
/// <param name="AbsoluteTolerance">The absolute part of the allowed difference.</param>
/// <param name="RelativeTolerance">The part that grows with the output.</param>
internal sealed record TestVector(float[] Input, float[] Output, double AbsoluteTolerance, double RelativeTolerance)
{
    /// <summary>Every vector of a model.</summary>
    public static IReadOnlyList<TestVector> ReadAll(string modelFolder) =>
        [.. Directory.GetFiles(Path.Combine(modelFolder, "vectors"), "vector_*.json").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Asserts that an output agrees.</summary>
    public void Check(ReadOnlySpan<float> got)
    {
        Assert.Equal(Output.Length, got.Length);
        for (int i = 0; i < got.Length; i++)
        {
            double allowed = AbsoluteTolerance + RelativeTolerance * Math.Abs(Output[i]);
            Assert.True(Math.Abs((double)got[i] - Output[i]) <= allowed, $"output {i}: got {got[i]}, want {Output[i]} within {allowed}");
        }
    }

    private static TestVector Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement root = document.RootElement;
        float[] Only(string group)
        {
            JsonElement row = root.GetProperty(group)[0];
            int[] shape = [.. row.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
            string file = Path.Combine(Path.GetDirectoryName(path)!, row.GetProperty("file").GetString()!);
            return new Tensor(group, row.GetProperty("dtype").GetString()!, shape, file, 0).Floats;
        }

        return new(Only("inputs"), Only("outputs"), root.GetProperty("atol").GetDouble(), root.GetProperty("rtol").GetDouble());
    }
}
