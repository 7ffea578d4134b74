using ConvGen.Onnx.Tests.Running;

namespace ConvGen.Onnx.Tests.Exporting;

/// <summary>All cases in one compilation.</summary>
public sealed class ExportFixture : IDisposable
{
    private readonly CompiledSource _source = CompiledSource.Compile("using ConvGen;\n" + string.Join('\n', ExportCases.Networks.SelectMany(
        kind => kind.Value.Select((attributes, i) => $"{attributes} public sealed partial class {ClassName(kind.Key, i)};"))));

    /// <summary>The name of a case's class.</summary>
    public static string ClassName(string kind, int number) => $"Of{kind}{number}";

    /// <summary>A network with random weights.</summary>
    public INetwork Create(string className)
    {
        INetwork network = _source.Create(className, new NetworkOptions { Exact = true, Threads = 1 });
        RandomNumbers.FillParameters(network);
        return network;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
