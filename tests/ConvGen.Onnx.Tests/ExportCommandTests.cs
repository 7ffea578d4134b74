using System.CommandLine;
using ConvGen.Onnx.Tests.Exporting;
using ConvGen.Onnx.Tests.Running;
using ConvGen.Tool.Commands;

namespace ConvGen.Onnx.Tests;

/// <summary><c>convgen export</c>, on an assembly as a build makes it.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private const string Source = """
        using ConvGen;

        namespace First
        {
            [Input(2, 5, 4)]
            [Conv(3, k: 3), Relu]
            public sealed partial class Net;

            [Input(4, 3, 3)]
            [ClusterPool(3)]
            internal sealed partial class Clusters;
        }

        namespace Second
        {
            [Input(2)]
            [Dense(3)]
            internal sealed partial class Net;

            public sealed class NoNetwork;
        }
        """;

    private static readonly Lazy<byte[]> Image = new(() => CompiledSource.Image(Source));

    private readonly string _folder = Directory.CreateTempSubdirectory("convgen").FullName;

    public ExportCommandTests() => System.IO.File.WriteAllBytes(AssemblyPath, Image.Value);

    private string AssemblyPath => File("networks.dll");

    [Fact]
    public void WritesANetworkWithTheWeightsOfAFile()
    {
        using CompiledSource source = CompiledSource.Load(Image.Value);
        using INetwork network = source.Create("First.Net", new NetworkOptions { Threads = 1 });
        RandomNumbers.FillParameters(network);
        network.Save(File("net.safetensors"));

        Assert.Equal(0, Run(AssemblyPath, "First.Net", "-o", File("net.onnx"), "--weights", File("net.safetensors")).Code);

        Comparison.AssertEqual(network, System.IO.File.ReadAllBytes(File("net.onnx")));
    }

    [Fact]
    public void WritesANewNetworkWithoutAFile()
    {
        Assert.Equal(0, Run(AssemblyPath, "Second.Net", "--output", File("net.onnx")).Code);
        using OnnxRuntimeModel model = new(System.IO.File.ReadAllBytes(File("net.onnx")));
        Assert.Equal(3, model.Run([[1f, -1]], examples: 1).Single().Length);
    }

    [Theory]
    [InlineData("Net", "error: 'Net' is the name of First.Net and Second.Net")]
    [InlineData("Third", "error: there is no class 'Third' in networks.dll; its networks are First.Clusters, First.Net, Second.Net")]
    [InlineData("NoNetwork", "error: 'Second.NoNetwork' is no network: no code was generated for it.")]
    public void ClassesThatAreNoneAreErrors(string className, string message)
    {
        (int code, string errors) = Run(AssemblyPath, className, "-o", File("net.onnx"));
        Assert.Equal((1, $"{AssemblyPath}: {message}"), (code, errors.Trim()));
        Assert.False(System.IO.File.Exists(File("net.onnx")));
    }

    [Fact]
    public void LayersWithoutCounterpartAreErrorsOfABuildLog()
    {
        (int code, string errors) = Run(AssemblyPath, "Clusters", "-o", File("net.onnx"));
        Assert.Equal((1, $"{AssemblyPath}(pool1, ClusterPool): error CG5101: ONNX has no operator for it"), (code, errors.Trim()));
        Assert.False(System.IO.File.Exists(File("net.onnx")));
    }

    [Fact]
    public void FilesThatAreNoAssembliesAreErrors()
    {
        (int code, string errors) = Run(File("missing.dll"), "Net", "-o", File("net.onnx"));
        Assert.Equal((1, $"{File("missing.dll")}: error: there is no such file"), (code, errors.Trim()));
        System.IO.File.WriteAllText(File("text.dll"), "text");
        (code, errors) = Run(File("text.dll"), "Net", "-o", File("net.onnx"));
        Assert.Equal(1, code);
        Assert.StartsWith($"{File("text.dll")}: error: it is no assembly that can be loaded", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightsOfAnotherNetworkAreAnError()
    {
        using CompiledSource source = CompiledSource.Load(Image.Value);
        using INetwork other = source.Create("Second.Net", new NetworkOptions());
        other.Save(File("other.safetensors"));
        (int code, string errors) = Run(AssemblyPath, "First.Net", "-o", File("net.onnx"), "--weights", File("other.safetensors"));
        Assert.Equal(1, code);
        Assert.Contains("conv1.weight", errors, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (int Code, string Errors) Run(params string[] arguments)
    {
        TextWriter before = Console.Error;
        using StringWriter errors = new();
        Console.SetError(errors);
        try
        {
            return (new ExportCommand().Parse(arguments).Invoke(), errors.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
    }

    private string File(string name) => Path.Combine(_folder, name);
}
