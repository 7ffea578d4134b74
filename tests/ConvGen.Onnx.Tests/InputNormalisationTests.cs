using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Layers.Structure;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tests.Running;

namespace ConvGen.Onnx.Tests;

/// <summary>What is done first with an input, one number for each channel or for all, is the mean and deviation of the input.</summary>
public sealed class InputNormalisationTests
{
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Std = [0.229f, 0.224f, 0.225f];

    /// <summary>As torchvision writes it, also with channels last.</summary>
    [Theory]
    [InlineData(new[] { 1, 3, 4, 5 }, new long[] { 3, 1, 1 })]
    [InlineData(new[] { 1, 4, 5, 3 }, new long[] { 3 })]
    public void MeanAndDeviationHaveTheNumbersOfTheFile(int[] input, long[] channels)
    {
        GraphProto graph = Graph(("Sub", "mean", channels, Mean), ("Div", "std", channels, Std));
        Layer[] layers = Import(graph, input, out ImportedNetwork network);

        var first = Assert.IsType<InputLayer>(layers[0]);
        Assert.Equal([0.485, 0.456, 0.406], first.Mean!.Value);
        Assert.Equal([0.229, 0.224, 0.225], first.Std!.Value);
        Assert.IsType<ReluLayer>(layers[1]);
        CheckNumbers(network, input, (x, channel) => (x - Mean[channel]) / Std[channel]);
    }

    /// <summary>Only a scale, only a shift, and pixels from −1 to 1.</summary>
    [Fact]
    public void NumbersForAllChannels()
    {
        int[] input = [1, 3, 4, 5];
        var scaled = (InputLayer)Import(Graph(("Mul", "a", [], [1 / 255f])), input, out ImportedNetwork network)[0];
        Assert.Null(scaled.Mean);
        Assert.Equal([255.0], scaled.Std!.Value);
        CheckNumbers(network, input, (x, _) => x / 255);

        var shifted = (InputLayer)Import(Graph(("Sub", "a", [1, 3, 1, 1], [103.939f, 116.779f, 123.68f])), input, out network)[0];
        Assert.Equal([103.939, 116.779, 123.68], shifted.Mean!.Value);
        Assert.Null(shifted.Std);
        CheckNumbers(network, input, (x, channel) => x - new[] { 103.939, 116.779, 123.68 }[channel]);

        var centred = (InputLayer)Import(Graph(("Div", "a", [], [127.5f]), ("Sub", "b", [], [1])), input, out network)[0];
        Assert.Equal([127.5], centred.Mean!.Value);
        Assert.Equal([127.5], centred.Std!.Value);
        CheckNumbers(network, input, (x, _) => (x / 127.5) - 1);
    }

    /// <summary>A deviation is positive, and numbers that something else reads stay what they are.</summary>
    [Fact]
    public void OtherArithmeticStaysLayers()
    {
        int[] input = [1, 3, 4, 5];
        Layer[] negative = Import(Graph(("Mul", "a", [], [-2])), input, out ImportedNetwork network);
        Assert.Null(((InputLayer)negative[0]).Std);
        Assert.IsType<ScaleLayer>(negative[1]);
        CheckNumbers(network, input, (x, _) => -2 * x);

        GraphProto read = Graph(("Mul", "a", [], [2]));
        read.Node.Add(Models.Node("Add", "z", ["x", "y"]));
        read.Output.Add(Models.Value("z"));
        Layer[] twice = Import(read, input, out _);
        Assert.Null(((InputLayer)twice[0]).Std);
        Assert.IsType<ScaleLayer>(twice[1]);
    }

    private static Layer[] Import(GraphProto graph, int[] input, out ImportedNetwork network)
    {
        graph.Input.Add(Models.Value("x", input));
        network = Models.Import(Models.Model(graph));
        return [.. network.Declaration.Layers.Select(declared => declared.Layer)];
    }

    // Arithmetic with constants one after the other, and a rectifier behind.
    private static GraphProto Graph(params (string Op, string Name, long[] Shape, float[] Values)[] steps)
    {
        GraphProto graph = new() { Output = { Models.Value("y") } };
        string value = "x";
        foreach ((string op, string name, long[] shape, float[] values) in steps)
        {
            graph.Initializer.Add(Models.Tensor(name, shape, values));
            graph.Node.Add(Models.Node(op, $"{name}_done", [value, name]));
            value = $"{name}_done";
        }

        graph.Node.Add(Models.Node("Relu", "y", [value]));
        return graph;
    }

    private static void CheckNumbers(ImportedNetwork imported, int[] shape, Func<double, int, double> definition)
    {
        float[] x = [.. Enumerable.Range(0, 60).Select(i => 120 + (150 * MathF.Sin(i)))];
        bool isLast = shape[^1] == 3;
        using CompiledNetwork network = CompiledNetwork.Compile(imported);
        float[] actual = Assert.Single(network.Run([x], new() { Threads = 1 }));
        for (int i = 0; i < x.Length; i++)
        {
            double expected = Math.Max(0, definition(x[i], isLast ? i % 3 : i / 20));
            Assert.True(Math.Abs(actual[i] - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected)), $"[{i}]: {actual[i]}, not {expected}");
        }
    }
}
