using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tests.Running;
using DataType = ConvGen.Onnx.Protobuf.TensorProto.Types.DataType;

namespace ConvGen.Onnx.Tests;

/// <summary>Operators that become several layers, or read constants: what is computed is what ONNX defines.</summary>
public sealed class DefinitionTests
{
    private static readonly int[] Shape = [2, 3, 5];

    // Numbers of both signs, 0, whole ones, and the smallest that there is.
    private static readonly float[] X =
    [
        .. Enumerable.Range(0, 30).Select(i => i switch
        {
            7 => 0,
            11 => -2,
            13 => 3,
            19 => 2.5f,
            20 => -1.5f,
            21 => 0.5f,
            22 => 0.49999997f,
            17 => float.Epsilon,
            _ => 2.5f * MathF.Sin(1.3f * i),
        }),
    ];

    /// <summary>Functions of one number.</summary>
    [Fact]
    public void FunctionsOfOneNumber()
    {
        (string Op, Func<double, double> Value)[] functions =
        [
            ("Ceil", Math.Ceiling), ("Cosh", Math.Cosh), ("Floor", Math.Floor), ("Round", Math.Round), ("Sign", x => Math.Sign(x)), ("Sinh", Math.Sinh),
            ("Tan", Math.Tan),
        ];
        Graph graph = new();
        foreach ((string op, Func<double, double> value) in functions)
        {
            graph.Add(Models.Node(op, op, ["x"]), Shape, [.. X.Select(x => value(x))]);
        }

        graph.Add(Models.Node("Sigmoid", "sigmoid", ["x"]));
        graph.Add(Models.Node("Log", "LogSigmoid", ["sigmoid"]), Shape, [.. X.Select(x => -Math.Log(1 + Math.Exp(-x)))]);
        graph.Add(Models.Node("Tanh", "tanh", ["x"]));
        graph.Add(Models.Node("Sub", "TanhShrink", ["x", "tanh"]), Shape, [.. X.Select(x => x - Math.Tanh(x))]);
        graph.Number("beta", 2);
        graph.Add(Models.Node("Mul", "steep", ["x", "beta"]));
        graph.Add(Models.Node("Softplus", "soft", ["steep"]));
        graph.Add(Models.Node("Div", "Softplus2", ["soft", "beta"]), Shape, [.. X.Select(x => Math.Log(1 + Math.Exp(2 * x)) / 2)]);
        graph.Check();
    }

    /// <summary>All channels as one instance, with scales of their own behind it: a normalisation by groups without shifts.</summary>
    [Fact]
    public void GroupsOfChannelsAreNormalised()
    {
        float[] scales = [0.5f, -2, 3];
        Graph graph = new();
        graph.Integers("rows", 0, 1, -1);
        graph.Integers("shape", 2, 3, 5);
        graph.Floats("one", [1], [1]);
        graph.Floats("zero", [1], [0]);
        graph.Floats("scales", [3, 1], scales);
        graph.Add(Models.Node("Reshape", "flat", ["x", "rows"]));
        graph.Add(Models.Node("InstanceNormalization", "norm", ["flat", "one", "zero"]));
        graph.Add(Models.Node("Reshape", "map", ["norm", "shape"]));
        double[] expected =
        [
            .. X.Chunk(15).SelectMany(example =>
            {
                double mean = example.Average(x => (double)x), variance = example.Average(x => (x - mean) * (x - mean));
                return example.Select((x, i) => (x - mean) / Math.Sqrt(variance + 1e-5) * scales[i / 5]);
            }),
        ];
        graph.Add(Models.Node("Mul", "y", ["map", "scales"]), Shape, expected);
        graph.Check();
    }

    /// <summary>Repeated and chosen parts of a value.</summary>
    [Fact]
    public void PartsOfAValue()
    {
        Graph graph = new();
        graph.Integers("larger", 4, 2, 3, 5);
        graph.Add(Models.Node("Expand", "expanded", ["x", "larger"]), [4, 2, 3, 5], Each(120, i => X[i % 30]));
        graph.Integers("inner", 2, 3, 1, 5);
        graph.Integers("between", 2, 3, 4, 5);
        graph.Add(Models.Node("Reshape", "apart", ["x", "inner"]));
        graph.Add(
            Models.Node("Expand", "repeated", ["apart", "between"]), [2, 3, 4, 5], Each(120, i => X[(i / 20 * 5) + (i % 5)]));
        graph.Integers("repeats", 1, 2, 3);
        graph.Add(
            Models.Node("Tile", "tiled", ["x", "repeats"]),
            [2, 6, 15],
            Each(180, i => X[(i / 90 * 15) + (i / 15 % 3 * 5) + (i % 5)]));
        graph.Integers("last", -1);
        graph.Integers("before", int.MinValue);
        graph.Integers("axis", 2);
        graph.Integers("back", -2);
        graph.Add(
            Models.Node("Slice", "backwards", ["x", "last", "before", "axis", "back"]),
            [2, 3, 3],
            Each(18, i => X[(i / 3 * 5) + 4 - (2 * (i % 3))]));
        graph.Check();
    }

    /// <summary>Constants where values are expected.</summary>
    [Fact]
    public void ConstantsInThePlaceOfValues()
    {
        float[] c = [.. Enumerable.Range(0, 10).Select(i => i - 4.5f)];
        Graph graph = new();
        graph.Floats("c", [2, 1, 5], c);
        graph.Add(
            Models.Node("Concat", "joined", ["c", "x", "c"], ("axis", [1])),
            [2, 5, 5],
            Each(50, i => i / 5 % 5 is 0 or 4 ? c[(i / 25 * 5) + (i % 5)] : X[(i / 25 * 15) + (((i / 5 % 5) - 1) * 5) + (i % 5)]));
        graph.Add(Models.Node("Identity", "constant", ["c"]), [2, 1, 5], [.. c.Select(value => (double)value)]);
        graph.Booleans("mask", [5], 1, 0, 0, 1, 0);
        bool IsChosen(int i) => i % 5 is 0 or 3;
        graph.Add(Models.Node("Neg", "negative", ["x"]));
        graph.Number("infinite", float.NegativeInfinity);
        graph.Add(Models.Node("Where", "chosen", ["mask", "x", "negative"]), Shape, Each(30, i => IsChosen(i) ? X[i] : -X[i]));
        double[] masked = Each(30, i => IsChosen(i) ? X[i] : float.NegativeInfinity);
        graph.Add(Models.Node("Where", "masked", ["mask", "x", "infinite"]), Shape, masked);
        graph.Add(Models.Node("Where", "filled", ["mask", "c", "x"]), Shape, Each(30, i => IsChosen(i) ? c[(i / 15 * 5) + (i % 5)] : X[i]));
        float[] limits = [-1e30f, 0.25f, 1e30f];
        graph.Floats("limits", [3, 1], limits);
        graph.Add(Models.Node("Max", "limited", ["limits", "x"]), Shape, Each(30, i => Math.Max(X[i], limits[i / 5 % 3])));
        graph.Check();
    }

    /// <summary>Reductions that are not one layer.</summary>
    [Fact]
    public void Reductions()
    {
        Graph graph = new();
        double[] sums = [.. Enumerable.Range(0, 6).Select(row => X[(row * 5)..((row * 5) + 5)].Sum(x => (double)Math.Abs(x)))];
        graph.Add(Models.Node("Abs", "positive", ["x"]));
        graph.Add(Models.Node("ReduceLogSum", "logarithm", ["positive"], ("axes", [2])), [2, 3, 1], [.. sums.Select(sum => Math.Log(sum))]);
        double Factor(int row, int i) => X[(i / 5 * 15) + (row * 5) + (i % 5)];
        double Product(int row) => Enumerable.Range(0, 10).Aggregate(1.0, (product, i) => product * Factor(row, i));
        double[] products = [.. Enumerable.Range(0, 3).Select(Product)];
        graph.Add(Models.Node("ReduceProd", "product", ["x"], ("axes", [0, 2])), [1, 3, 1], products);
        graph.Integers("inner", 2, 1, 3, 5);
        graph.Add(Models.Node("Reshape", "apart", ["x", "inner"]));
        graph.Add(Models.Node("ReduceL2", "norm", ["apart"], ("axes", [1])), [2, 1, 3, 5], [.. X.Select(x => (double)Math.Abs(x))]);
        graph.Add(Models.Node("ReduceLogSumExp", "same", ["apart"], ("axes", [1])), [2, 1, 3, 5], [.. X.Select(x => (double)x)]);
        graph.Check();
    }

    private static double[] Each(int count, Func<int, float> value) => [.. Enumerable.Range(0, count).Select(i => (double)value(i))];

    // A graph that reads x, with what its outputs are to be.
    private sealed class Graph
    {
        private readonly GraphProto _graph = new() { Input = { Models.Value("x", Shape) } };
        private readonly Dictionary<string, (int[] Shape, double[] Values)> _expected = [];

        public void Add(NodeProto node) => _graph.Node.Add(node);

        public void Add(NodeProto node, int[] shape, double[] values)
        {
            Add(node);
            _graph.Output.Add(Models.Value(node.Output[0]));
            _expected.Add(node.Output[0], (shape, values));
        }

        public void Number(string name, float value) => Floats(name, [], [value]);

        public void Floats(string name, long[] shape, float[] values) => _graph.Initializer.Add(Models.Tensor(name, shape, values));

        public void Integers(string name, params long[] values) => _graph.Initializer.Add(
            new TensorProto { Name = name, Dims = { values.Length }, DataType = (int)DataType.Int64, Int64Data = { values } });

        public void Booleans(string name, long[] shape, params int[] values) => _graph.Initializer.Add(
            new TensorProto { Name = name, Dims = { shape }, DataType = (int)DataType.Bool, Int32Data = { values } });

        public void Check()
        {
            ImportedNetwork imported = Models.Import(Models.Model(_graph));
            using CompiledNetwork network = CompiledNetwork.Compile(imported);
            foreach (int bits in (int[])[128, 256, 512])
            {
                IReadOnlyList<float[]> outputs = network.Run([X], new() { Threads = 1, MaxVectorBits = bits });
                foreach ((ImportedPort port, float[] actual) in imported.Outputs.Zip(outputs))
                {
                    (int[] shape, double[] expected) = _expected[port.OnnxName];
                    Assert.Equal(shape, port.Shape);
                    Assert.Equal(expected.Length, actual.Length);
                    for (int i = 0; i < actual.Length; i++)
                    {
                        double allowed = 2e-6 * Math.Max(1, Math.Abs(expected[i]));
                        bool isRight = actual[i] == expected[i] || Math.Abs(actual[i] - expected[i]) <= allowed;
                        Assert.True(isRight, $"{port.OnnxName}[{i}] with {bits} bits: {actual[i]}, not {expected[i]}");
                    }
                }
            }
        }
    }
}
