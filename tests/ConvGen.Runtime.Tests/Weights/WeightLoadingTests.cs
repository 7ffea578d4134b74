using ConvGen.Weights;

namespace ConvGen.Runtime.Tests.Weights;

public class WeightLoadingTests
{
    [Fact]
    public void WeightsAreReadIntoALivingNetwork()
    {
        using var folder = new TemporaryFolder();
        using LinearNetwork network = new(), other = new(options: new NetworkOptions { Seed = 8 });
        network.Save(folder.File("w.safetensors"));
        float[] want = new float[3], before = new float[3], got = new float[3];
        network.Forward([1, 2], want);
        other.Forward([1, 2], before);
        WeightLoadReport report = other.LoadWeights(folder.File("w.safetensors"));
        other.Forward([1, 2], got);
        Assert.NotEqual(want, before);
        Assert.Equal(want, got);
        Assert.Equal(["fc1.weight", "fc1.bias"], report.Loaded);
        Assert.True(report.IsComplete);
        Assert.Equal("2 tensors loaded, 0 missing, 0 that do not fit, 0 left over", report.ToString());
    }

    [Fact]
    public void APartIsReadAndTheReportSaysWhatIsNot()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, ("fc1.bias", [3], [1, 2, 3]), ("fc1.weight", [3, 5], new float[15]), ("head.bias", [1], [1]));
        using var network = new LinearNetwork();
        float[] weight = network.Parameters["fc1.weight"].Values.ToArray();
        WeightFormatException thrown = Assert.Throws<WeightFormatException>(() => network.LoadWeights(path));
        Assert.Equal(["shape: 'fc1.weight' is [3, 5] in the file, [3, 2] in the network", "extra: 'head.bias' [1]"], thrown.Problems);
        WeightLoadReport report = network.LoadWeights(path, new WeightLoadOptions { Partial = true });
        Assert.Equal([1f, 2f, 3f], network.Parameters["fc1.bias"].Values.ToArray());
        Assert.Equal(weight, network.Parameters["fc1.weight"].Values.ToArray());
        Assert.Equal(["fc1.bias"], report.Loaded);
        Assert.Empty(report.Missing);
        Assert.Equal(["'fc1.weight' is [3, 5] in the file, [3, 2] in the network"], report.Mismatched);
        Assert.Equal(["head.bias"], report.Unexpected);
        Assert.False(report.IsComplete);
        Assert.Equal(
            "1 tensors loaded, 0 missing, 1 that do not fit, 1 left over\n  does not fit: 'fc1.weight' is [3, 5] in the file, [3, 2] in the network\n  left over: 'head.bias'",
            report.ToString());
    }

    [Fact]
    public void PrefixesAreSuggestedAndStripped()
    {
        using var folder = new TemporaryFolder();
        string path = Write(
            folder, ("module.fc1.weight", [3, 2], [1, 2, 3, 4, 5, 6]), ("module.fc1.bias", [3], [7, 8, 9]), ("optimizer.step", [1], [1]));
        using var network = new LinearNetwork();
        Assert.EndsWith(
            "The names in the file begin with 'module.': LoadWeights(path, new WeightLoadOptions { Prefix = \"module.\" }) finds 2 of the network's tensors.",
            Assert.Throws<WeightFormatException>(() => network.LoadWeights(path)).Message,
            StringComparison.Ordinal);
        Assert.Throws<WeightFormatException>(() => network.LoadWeights(path, new WeightLoadOptions { Partial = true }));
        Assert.True(network.LoadWeights(path, new WeightLoadOptions { Prefix = "module." }).IsComplete);

        // Who strips the prefix already is not told to.
        string other = Write(folder, ("module.fc1.weight", [3, 9], new float[27]), ("module.fc1.bias", [3], [7, 8, 9]));
        WeightFormatException thrown = Assert.Throws<WeightFormatException>(() => network.LoadWeights(other, new WeightLoadOptions { Prefix = "module." }));
        Assert.EndsWith("shape: 'fc1.weight' is [3, 9] in the file, [3, 2] in the network", thrown.Message, StringComparison.Ordinal);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], network.Parameters["fc1.weight"].Values.ToArray());
    }

    [Fact]
    public void NamesMayBeChanged()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, ("a.w", [3, 2], [1, 2, 3, 4, 5, 6]), ("a.b", [3], [7, 8, 9]), ("other", [1], [1]));
        using var network = new LinearNetwork();
        var options = new WeightLoadOptions
        {
            Rename = name => name switch { "a.w" => "fc1.weight", "a.b" => "fc1.bias", _ => null },
        };
        Assert.True(network.LoadWeights(path, options).IsComplete);
        Assert.Equal([7f, 8f, 9f], network.Parameters["fc1.bias"].Values.ToArray());
        Assert.Contains(
            "twice: 'a.b' and 'other' are both 'fc1.bias'",
            Assert.Throws<WeightFormatException>(() => network.LoadWeights(path, options with { Rename = name => name == "a.w" ? "fc1.weight" : "fc1.bias" })).Problems);
    }

    [Fact]
    public void AFileThatEndsInTheMiddleChangesNothing()
    {
        using var folder = new TemporaryFolder();
        using LinearNetwork network = new(), other = new(options: new NetworkOptions { Seed = 8 });
        network.Save(folder.File("w.safetensors"));
        byte[] bytes = File.ReadAllBytes(folder.File("w.safetensors"));
        float[] before = other.Parameters["fc1.weight"].Values.ToArray();
        Assert.Throws<WeightFormatException>(() => other.LoadWeights(folder.Write("cut.safetensors", bytes[..^5])));
        Assert.Equal(before, other.Parameters["fc1.weight"].Values.ToArray());
        other.Dispose();
        Assert.Throws<ObjectDisposedException>(() => other.LoadWeights(folder.File("w.safetensors")));
    }

    private static string Write(TemporaryFolder folder, params (string Name, int[] Shape, float[] Values)[] tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, [.. tensors.Select(tensor => new NamedTensor(tensor.Name, tensor.Shape, () => tensor.Values))], []);
        return folder.Write("file.safetensors", stream.ToArray());
    }
}
