using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tests.Running;

namespace ConvGen.Onnx.Tests.Exporting;

/// <summary>How an exported model looks, and what happens where there is none.</summary>
public sealed class ExportedModelTests : IDisposable
{
    private const string Source = """
        using ConvGen;

        [Input(3, 8, 8)]
        [Conv(4, k: 3, p: 1), BatchNorm, Relu(Name = "features")]
        [Use<Pair>(6, "Stride = 2, 1", Repeat = 2, Tied = false, Name = "stage")]
        [GlobalAvgPool, Dropout(0.5)]
        [Dense(5), Softmax, Output("probabilities")]
        [Size(12, 12)]
        [Trainable]
        public sealed partial class Classifier;

        [Block]
        [Conv(Filters, k: 3, s: Stride, Padding = PaddingKind.Same), Relu]
        public sealed class Pair
        {
            private const int Filters = BlockArgument.Number1;
            private const int Stride = BlockArgument.Number2;
        }

        [Input(4, 3, 3)]
        [ClusterPool(3, Name = "first")]
        [Reshape(3, 2, 2)]
        [ClusterPool(2, Name = "second")]
        public sealed partial class Clusters;

        [Input(6, 8, 8)]
        [Use<Pair>(6, 1, Name = "trunk"), GlobalAvgPool(Name = "whole")]
        [MaxPool(2, From = "input"), Use<Pair>(6, 2, Share = "trunk"), GlobalAvgPool]
        [Dense(6, Name = "head"), Tanh, Dense(6, Share = "head"), Subtract("whole")]
        public sealed partial class Shared;
        """;

    private static readonly Lazy<byte[]> Image = new(() => CompiledSource.Image(Source));

    private readonly string _folder = Directory.CreateTempSubdirectory("convgen").FullName;
    private readonly CompiledSource _source = CompiledSource.Load(Image.Value);

    [Fact]
    public void ValuesAreCalledAsLayersAndConstantsAsParameters()
    {
        using INetwork network = _source.Create("Classifier", new NetworkOptions());
        ModelProto model = Export(network);

        Assert.Equal((8, "ConvGen", 17), (model.IrVersion, model.ProducerName, model.OpsetImport.Single().Version));
        Assert.Equal("Classifier", model.Graph.Name);
        Assert.Equal(
            ["conv1", "bn1", "features", "stage.0.conv1", "stage.0.relu1", "stage.1.conv1", "stage.1.relu1", "gap1", "fc1/Flatten", "fc1", "probabilities"],
            model.Graph.Node.Select(node => node.Output[0]));
        Assert.Equal(network.Parameters.Select(parameter => parameter.Name), model.Graph.Initializer.Select(tensor => tensor.Name));
        Assert.Equal(
            network.Parameters.Select(parameter => string.Join('×', parameter.Shape)),
            model.Graph.Initializer.Select(tensor => string.Join('×', tensor.Dims)));
    }

    [Fact]
    public void SharedTensorsAreOneConstant()
    {
        using INetwork network = _source.Create("Shared", new NetworkOptions { Exact = true });
        RandomNumbers.FillParameters(network);
        using MemoryStream stream = new();
        network.SaveOnnx(stream);
        ModelProto model = ModelProto.Parser.ParseFrom(stream.ToArray());
        Assert.Equal(
            ["trunk.conv1.weight", "trunk.conv1.bias", "head.weight", "head.bias"],
            model.Graph.Initializer.Where(tensor => tensor.DataType == (int)TensorProto.Types.DataType.Float).Select(tensor => tensor.Name));
        Comparison.AssertEqual(network, stream.ToArray());

        ImportedNetwork back = Models.Import(model);
        Assert.Equal(
            ["trunk.conv1.weight", "trunk.conv1.bias", "head.weight", "head.bias"], back.Weights.Select(tensor => tensor.Source));
    }

    [Fact]
    public void ExamplesAreAnOpenAxis()
    {
        using INetwork network = _source.Create("Classifier", new NetworkOptions());
        ModelProto model = Export(network);

        Assert.Equal("input: N×3×8×8", Text(Assert.Single(model.Graph.Input)));
        Assert.Equal("probabilities: N×5", Text(Assert.Single(model.Graph.Output)));
        using MemoryStream stream = new();
        network.SaveOnnx(stream);
        Comparison.AssertEqual(network, stream.ToArray(), examples: 1);
        Comparison.AssertEqual(network, stream.ToArray(), examples: 7);
    }

    [Fact]
    public void EveryLayerWithoutCounterpartIsListed()
    {
        using INetwork network = _source.Create("Clusters", new NetworkOptions());
        string path = Path.Combine(_folder, "model.onnx");
        File.WriteAllText(path, "old");

        OnnxExportException error = Assert.Throws<OnnxExportException>(() => network.SaveOnnx(path));

        Assert.Equal(
            ["ClusterPool 'first': ONNX has no operator for it", "ClusterPool 'second': ONNX has no operator for it"],
            error.Problems.Select(problem => problem.ToString()));
        Assert.StartsWith("Clusters cannot be exported to ONNX:", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void AFileIsReplacedAsAWhole()
    {
        using INetwork network = _source.Create("Classifier", new NetworkOptions());
        string path = Path.Combine(_folder, "model.onnx");
        File.WriteAllText(path, "old");

        network.SaveOnnx(path);

        Assert.Single(Directory.GetFiles(_folder));
        Comparison.AssertEqual(network, File.ReadAllBytes(path));
    }

    [Fact]
    public void ADisposedNetworkIsNotExported()
    {
        INetwork network = _source.Create("Classifier", new NetworkOptions());
        network.Dispose();
        using MemoryStream stream = new();
        Assert.Throws<ObjectDisposedException>(() => network.SaveOnnx(stream));
        Assert.Equal(0, stream.Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _source.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static ModelProto Export(INetwork network)
    {
        using MemoryStream stream = new();
        network.SaveOnnx(stream);
        return ModelProto.Parser.ParseFrom(stream.ToArray());
    }

    private static string Text(ValueInfoProto port) => $"{port.Name}: {string.Join('×', port.Type.TensorType.Shape.Dim.Select(
        size => size.DimParam.Length > 0 ? size.DimParam : $"{size.DimValue}"))}";
}
