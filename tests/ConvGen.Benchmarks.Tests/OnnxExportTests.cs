using System.Runtime.InteropServices;
using ConvGen.Benchmarks.Networks;
using ConvGen.Benchmarks.Onnx;

namespace ConvGen.Benchmarks.Tests;

/// <summary>Exported networks are graphs that hang together, with the network's weights; numbers of fields are those of onnx.proto.</summary>
public class OnnxExportTests
{
    private const int ModelGraph = 7, ModelOperators = 8;
    private const int GraphNode = 1, GraphConstant = 5, GraphInput = 11, GraphOutput = 12;
    private const int NodeInput = 1, NodeOutput = 2;
    private const int TensorExtent = 1, TensorName = 8, TensorBytes = 9;
    private const int ValueName = 1;

    // The files of larger networks have hundreds of megabytes.
    private const long MaxParameters = 30_000_000;

    public static TheoryData<string> Networks =>
        [.. Catalogue.Forward.Select(network => network.Key).Where(key => Info(key).ParameterCount <= MaxParameters)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void GraphHangsTogether(string key)
    {
        using INetwork network = Catalogue.Forward.Single(network => network.Key == key).Create(NetworkOptions.Default);
        using var folder = new TemporaryFolder();
        OnnxFile file = OnnxExporter.Write(network, folder.File("network.onnx"));
        List<WireField> model = WireField.Read(File.ReadAllBytes(file.Path));
        Assert.Single(model, field => field.Number == ModelOperators);
        List<WireField> graph = WireField.Read(model.Single(field => field.Number == ModelGraph).Bytes);

        HashSet<string> unused = CheckConstants(network, graph), known = [file.Input, .. unused];
        Assert.Equal([file.Input], Values(graph, GraphInput));
        Assert.Equal([file.Output], Values(graph, GraphOutput));
        foreach (List<WireField> node in Messages(graph, GraphNode))
        {
            string[] inputs = Texts(node, NodeInput);
            Assert.Subset(known, inputs.ToHashSet());
            unused.ExceptWith(inputs);
            Assert.True(known.Add(Assert.Single(Texts(node, NodeOutput))));
        }

        Assert.Contains(file.Output, known);
        Assert.Empty(unused);
    }

    // A key is the name of a class, which tells its size without being created.
    private static NetworkInfo Info(string key) =>
        (NetworkInfo)typeof(Catalogue).Assembly.GetType($"{typeof(Catalogue).Namespace}.{key}")!.GetProperty("Info")!.GetValue(null)!;

    /// <summary>Every parameter is a constant of the same numbers; there may be others, such as limits.</summary>
    private static HashSet<string> CheckConstants(INetwork network, List<WireField> graph)
    {
        var names = new HashSet<string>();
        foreach (List<WireField> constant in Messages(graph, GraphConstant))
        {
            string name = Assert.Single(Texts(constant, TensorName));
            Assert.True(names.Add(name));
            long[] shape = [.. constant.Where(field => field.Number == TensorExtent).Select(field => field.Integer)];
            ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(constant.Single(field => field.Number == TensorBytes).Bytes.Span);
            Assert.Equal(shape.Aggregate(1L, (product, extent) => product * extent), values.Length);
            if (network.Parameters.Contains(name))
            {
                Assert.Equal(network.Parameters[name].Shape.Select(extent => (long)extent), shape);
                Assert.True(network.Parameters[name].Values.SequenceEqual(values), name);
            }
        }

        Assert.Subset(names, network.Parameters.Select(parameter => parameter.Name).ToHashSet());
        return names;
    }

    private static IEnumerable<string> Values(List<WireField> graph, int number) => Messages(graph, number).SelectMany(value => Texts(value, ValueName));

    private static IEnumerable<List<WireField>> Messages(List<WireField> message, int number) =>
        message.Where(field => field.Number == number).Select(field => WireField.Read(field.Bytes));

    private static string[] Texts(List<WireField> message, int number) =>
        [.. message.Where(field => field.Number == number).Select(field => field.Text)];
}
