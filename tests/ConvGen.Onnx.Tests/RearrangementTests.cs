using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Layers.Structure;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tests.Running;
using DataType = ConvGen.Onnx.Protobuf.TensorProto.Types.DataType;

namespace ConvGen.Onnx.Tests;

/// <summary>Reshapes and transpositions of up to six axes, one behind the other.</summary>
public sealed class RearrangementTests
{
    private const int Chains = 24;

    private static readonly int[] Input = [1, 12, 6, 10];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Chains)];

    /// <summary>Every number is moved once for each time that the order changes; most are moved once.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void AChainMovesNumbersWhereTheirOrderChanges(int seed)
    {
        Random random = new(seed);
        float[] input = [.. Enumerable.Range(0, 720).Select(i => (float)i)];
        (ModelProto model, float[] expected) = Chain(random, input);

        ImportedNetwork imported = Models.Import(model);

        int moves = imported.Declaration.Layers.Count(layer => layer.Layer is not (InputLayer or ReshapeLayer or FlattenLayer));
        Assert.InRange(moves, 0, model.Graph.Node.Count(node => node.OpType == "Transpose"));
        using CompiledNetwork network = CompiledNetwork.Compile(imported);
        Assert.Equal(expected, Assert.Single(network.Run([input], new NetworkOptions())));
    }

    /// <summary>Three anchors with seven numbers each, which lie side by side in the end.</summary>
    [Fact]
    public void ADetectionHeadIsOneLayer()
    {
        GraphProto graph = new();
        graph.Input.Add(Models.Value("x", 1, 21, 4, 5));
        graph.Output.Add(Models.Value("y"));
        AddReshape(graph, "x", "a", [1, 3, 7, 4, 5]);
        AddTranspose(graph, "a", "b", [0, 1, 3, 4, 2]);
        AddReshape(graph, "b", "y", [1, -1, 7]);

        ImportedNetwork network = Models.Import(Models.Model(graph));

        Assert.Equal(
            new PermuteLayer(new(0, 2, 1)) { Split = new(3, 7, 20), Shape = new(60, 7) }, Assert.Single(network.Declaration.Layers.Skip(1)).Layer);
    }

    private static (ModelProto Model, float[] Expected) Chain(Random random, float[] values)
    {
        GraphProto graph = new();
        graph.Input.Add(Models.Value("x", Input));
        graph.Output.Add(Models.Value("y"));
        int[] shape = Input;
        string last = "x";
        int steps = random.Next(2, 5);
        for (int step = 0; step < steps; step++)
        {
            string next = $"v{step}";
            if (step % 2 == 0)
            {
                shape = [1, .. Split(random, 720, random.Next(2, 6))];
                AddReshape(graph, last, next, shape);
            }
            else
            {
                int[] perm = [0, .. Enumerable.Range(1, shape.Length - 1).OrderBy(_ => random.Next())];
                AddTranspose(graph, last, next, perm);
                (values, shape) = Transpose(values, shape, perm);
            }

            last = next;
        }

        AddReshape(graph, last, "y", [1, 9, 80]);
        return (Models.Model(graph), values);
    }

    private static int[] Split(Random random, int length, int parts)
    {
        int[] sizes = [.. Enumerable.Repeat(1, parts)];
        foreach (int prime in new[] { 2, 2, 2, 2, 3, 3, 5 })
        {
            sizes[random.Next(parts)] *= prime;
        }

        Assert.Equal(length, sizes.Aggregate(1, (product, size) => product * size));
        return sizes;
    }

    private static (float[] Values, int[] Shape) Transpose(float[] values, int[] shape, int[] perm)
    {
        int[] to = [.. perm.Select(axis => shape[axis])];
        float[] moved = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int[] index = new int[shape.Length];
            int rest = i;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                (index[axis], rest) = (rest % shape[axis], rest / shape[axis]);
            }

            moved[perm.Aggregate((Place: 0, At: 0), (place, axis) => ((place.Place * to[place.At]) + index[axis], place.At + 1)).Place] = values[i];
        }

        return (moved, to);
    }

    private static void AddReshape(GraphProto graph, string from, string to, int[] shape)
    {
        graph.Initializer.Add(new TensorProto
        {
            Name = to + "_shape",
            Dims = { shape.Length },
            DataType = (int)DataType.Int64,
            Int64Data = { shape.Select(size => (long)size) },
        });
        graph.Node.Add(Models.Node("Reshape", to, [from, to + "_shape"]));
    }

    private static void AddTranspose(GraphProto graph, string from, string to, int[] perm)
    {
        NodeProto node = Models.Node("Transpose", to, [from]);
        node.Attribute.Add(new AttributeProto
        {
            Name = "perm",
            Ints = { perm.Select(axis => (long)axis) },
            Type = AttributeProto.Types.AttributeType.Ints,
        });
        graph.Node.Add(node);
    }
}
