using System.Runtime.InteropServices;
using System.Text.Json;
using ConvGen.Tests;

namespace ConvGen.Runtime.Tests.Training;

/// <summary>One folder of the reference gradients: a description, and tensors as raw little-endian files.</summary>
internal sealed class ReferenceCase(string name)
{
    private readonly string _folder = SharedData.Path("gradients", name);

    public JsonElement Root { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.Path("gradients", name), "case.json"))).RootElement;

    /// <summary>A tensor as floats, whatever its type.</summary>
    public float[] Read(JsonElement tensor)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(_folder, tensor.GetProperty("file").GetString()!));
        return tensor.GetProperty("dtype").GetString() == "int64"
            ? [.. MemoryMarshal.Cast<byte, long>(bytes).ToArray().Select(value => (float)value)]
            : MemoryMarshal.Cast<byte, float>(bytes).ToArray();
    }

    /// <summary>The data's own bound: |got − want| ≤ 1e-6 + 1e-4 · the largest magnitude.</summary>
    public void AssertClose(JsonElement tensor, ReadOnlySpan<float> got)
    {
        float[] want = Read(tensor);
        double bound = 1e-6 + 1e-4 * tensor.GetProperty("max_abs").GetDouble();
        Assert.Equal(want.Length, got.Length);
        for (int i = 0; i < want.Length; i++)
        {
            Assert.True(Math.Abs((double)got[i] - want[i]) <= bound, $"{tensor.GetProperty("name")}[{i}]: {got[i]} instead of {want[i]}");
        }
    }
}
