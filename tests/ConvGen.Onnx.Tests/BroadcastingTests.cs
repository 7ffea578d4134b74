using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tests.Running;

namespace ConvGen.Onnx.Tests;

/// <summary>
/// Values and constants of any shapes that fit, combined in either order: the results are those of loops over the definition, on every
/// width of vectors. All pairs of an operator are one network.
/// </summary>
public sealed class BroadcastingTests
{
    private static readonly (string Name, int[] Shape)[] Values = [("x", [1, 3, 4, 5]), ("y", [1, 3, 1, 5]), ("v", [5]), ("m", [3, 4, 1])];

    private static readonly (string Name, int[] Shape)[] Constants =
    [
        ("number", []), ("row", [5]), ("channels", [3, 1, 1]), ("map", [4, 5]), ("whole", [1, 3, 4, 5]), ("ends", [3, 1, 5]),
        ("more", [2, 1, 1, 5]),
    ];

    private static readonly Dictionary<string, Func<double, double, double>> Functions = new()
    {
        ["Add"] = (a, b) => a + b,
        ["Div"] = (a, b) => a / b,
        ["Max"] = Math.Max,
        ["Min"] = Math.Min,
        ["Mul"] = (a, b) => a * b,
        ["Pow"] = Math.Pow,
        ["Sub"] = (a, b) => a - b,
    };

    /// <summary>The operators.</summary>
    public static TheoryData<string> Operators => [.. Functions.Keys];

    /// <summary>Every pair of values, and of a value and a constant.</summary>
    [Theory]
    [MemberData(nameof(Operators))]
    public void EveryPairOfShapesIsCombined(string op)
    {
        (string Name, int[] Shape)[] all = [.. Values, .. Constants];
        (string Name, int[] Shape)[][] pairs =
        [
            .. from left in all from right in all where Values.Contains(left) || Values.Contains(right) select new[] { left, right },
        ];
        GraphProto graph = new();
        graph.Input.AddRange(Values.Select(value => Models.Value(value.Name, value.Shape)));
        graph.Initializer.AddRange(Constants.Select(value =>
            Models.Tensor(value.Name, [.. value.Shape.Select(size => (long)size)], Numbers(value.Name, value.Shape))));
        foreach ((string Name, int[] Shape)[] pair in pairs)
        {
            string name = $"{pair[0].Name}_{pair[1].Name}";
            graph.Node.Add(Models.Node(op, name, [pair[0].Name, pair[1].Name]));
            graph.Output.Add(Models.Value(name));
        }

        ImportedNetwork imported = Models.Import(Models.Model(graph));
        using CompiledNetwork network = CompiledNetwork.Compile(imported);
        foreach (int bits in (int[])[128, 256, 512])
        {
            IReadOnlyList<float[]> outputs = network.Run(
                [.. imported.Inputs.Select(port => Numbers(port.OnnxName, [.. port.Shape]))], new() { Threads = 1, MaxVectorBits = bits });
            foreach (((string Name, int[] Shape)[] pair, ImportedPort port, float[] actual) in pairs.Zip(imported.Outputs, outputs))
            {
                int[] shape = Common(pair[0].Shape, pair[1].Shape);
                Assert.Equal(shape, port.Shape);
                float[] left = Numbers(pair[0].Name, pair[0].Shape);
                float[] right = Numbers(pair[1].Name, pair[1].Shape);
                for (int i = 0; i < actual.Length; i++)
                {
                    double expected = Functions[op](left[Place(i, shape, pair[0].Shape)], right[Place(i, shape, pair[1].Shape)]);
                    Assert.True(
                        Math.Abs(actual[i] - expected) <= 2e-6 * Math.Max(1, Math.Abs(expected)),
                        $"{op} {port.OnnxName}[{i}] with {bits} bits: {actual[i]}, not {expected}");
                }
            }
        }
    }

    // From 0.5 to 2.5, others for each name.
    private static float[] Numbers(string name, int[] shape)
    {
        int seed = name.Sum(letter => letter);
        int count = shape.Aggregate(1, (product, size) => product * size);
        return [.. Enumerable.Range(0, count).Select(i => 1.5f + MathF.Sin(seed + (1.7f * i)))];
    }

    private static int[] Common(int[] left, int[] right)
    {
        int rank = Math.Max(left.Length, right.Length);
        int At(int[] shape, int axis) => axis - rank + shape.Length is var own and >= 0 ? shape[own] : 1;
        return [.. Enumerable.Range(0, rank).Select(axis => Math.Max(At(left, axis), At(right, axis)))];
    }

    // Where the number for a place of the result lies in an operand.
    private static int Place(int place, int[] shape, int[] operand)
    {
        int at = 0;
        int stride = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            int own = axis - shape.Length + operand.Length;
            int position = place % shape[axis];
            place /= shape[axis];
            if (own >= 0)
            {
                at += operand[own] == 1 ? 0 : position * stride;
                stride *= operand[own];
            }
        }

        return at;
    }
}
