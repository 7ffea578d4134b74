using ConvGen.Compiler;
using ConvGen.Onnx;
using ConvGen.Tool.Importing;

namespace ConvGen.Tool.Verification;

/// <summary>A model, compiled in memory, that is run on test cases.</summary>
internal sealed class ModelVerification : IDisposable
{
    private readonly ImportedNetwork _imported;
    private readonly CompiledNetwork _compiled;
    private readonly string _weights;

    private ModelVerification(ImportedNetwork imported, CompiledNetwork compiled, string weights) =>
        (_imported, _compiled, _weights) = (imported, compiled, weights);

    /// <summary>Compiles a model.</summary>
    /// <exception cref="InvalidDataException">Its declaration does not compile.</exception>
    public static ModelVerification Of(ImportedNetwork imported)
    {
        string source = ImportedFiles.Source(imported, "model", weights: null);
        CompiledNetwork compiled = CompiledNetwork.Compile(source, imported.Declaration.Type.MetadataName);
        string weights = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        imported.SaveWeights(weights);
        return new(imported, compiled, weights);
    }

    /// <summary>Runs a case and compares each output.</summary>
    /// <param name="test">The case.</param>
    /// <param name="options">Vector width and threads.</param>
    /// <exception cref="InvalidDataException">The case has other inputs or outputs than the model.</exception>
    public IReadOnlyList<(string Output, Deviation Deviation)> Run(TestCase test, NetworkOptions options)
    {
        float[] inputs = [.. Match(test.Name, _imported.Inputs, test.Inputs).SelectMany(input => input.Values)];
        TestTensor[] expected = Match(test.Name, _imported.Outputs, test.Outputs);
        float[] actual = new float[expected.Sum(output => output.Values.Length)];
        using (INetwork network = _compiled.Load(_weights, options))
        {
            network.Forward(inputs, actual);
        }

        var deviations = new List<(string, Deviation)>();
        int start = 0;
        foreach ((ImportedPort port, TestTensor output) in _imported.Outputs.Zip(expected))
        {
            deviations.Add((port.OnnxName, Deviation.Between(actual.AsSpan(start, output.Values.Length), output.Values)));
            start += output.Values.Length;
        }

        return deviations;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _compiled.Dispose();
        File.Delete(_weights);
    }

    // By name, or by place where the case has no names.
    private TestTensor[] Match(string test, IReadOnlyList<ImportedPort> ports, IReadOnlyList<TestTensor> tensors)
    {
        var matched = new List<TestTensor>();
        for (int i = 0; i < ports.Count; i++)
        {
            ImportedPort port = ports[i];
            TestTensor tensor = tensors.FirstOrDefault(each => each.Name == port.OnnxName)
                ?? (i < tensors.Count && tensors[i].Name.Length == 0 ? tensors[i] : null)
                ?? throw new InvalidDataException($"{test} has no tensor '{port.OnnxName}'.");
            int length = port.Shape.Aggregate(1, (product, size) => product * size);
            matched.Add(tensor.Values.Length == length
                ? tensor
                : throw new InvalidDataException(
                    $"{test}: '{port.OnnxName}' has the shape {string.Join('×', tensor.Shape)}, not {string.Join('×', port.Shape)}."));
        }

        return [.. matched];
    }
}
