using ConvGen.Onnx.Declarations;

namespace ConvGen.Onnx.Tests.Running;

/// <summary>An imported network as a build would compile it, without a warning, with its weights from the file that it is saved in.</summary>
internal sealed class CompiledNetwork : IDisposable
{
    private readonly Compiler.CompiledNetwork _compiled;
    private readonly ImportedNetwork _imported;

    private CompiledNetwork(ImportedNetwork imported, Compiler.CompiledNetwork compiled) => (_imported, _compiled) = (imported, compiled);

    /// <summary>Compiles a network's declaration.</summary>
    public static CompiledNetwork Compile(ImportedNetwork imported)
    {
        string source = DeclarationWriter.Write(imported.Declaration);
        Compiler.CompiledNetwork compiled = Compiler.CompiledNetwork.Compile(source, imported.Declaration.Type.MetadataName);
        Assert.True(compiled.Warnings.Count == 0, string.Join('\n', compiled.Warnings.Take(5)) + "\n" + source);
        return new(imported, compiled);
    }

    /// <summary>The outputs of some inputs, each in the order of the file.</summary>
    public IReadOnlyList<float[]> Run(IReadOnlyList<float[]> inputs, NetworkOptions options)
    {
        using MemoryStream weights = new();
        _imported.SaveWeights(weights);
        weights.Position = 0;
        using INetwork network = _compiled.Load(weights, options);
        int examples = _imported.Examples;
        float[] outputs = new float[examples * network.OutputLength];
        network.Forward(inputs.SelectMany(input => input).ToArray(), outputs);
        List<float[]> parts = [];
        int start = 0;
        foreach (PortInfo port in network.Info.Outputs)
        {
            parts.Add(outputs[start..(start += examples * port.Length)]);
        }

        return parts;
    }

    /// <inheritdoc/>
    public void Dispose() => _compiled.Dispose();
}
