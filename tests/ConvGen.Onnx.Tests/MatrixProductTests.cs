using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Layers.Structure;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tests.Running;

namespace ConvGen.Onnx.Tests;

/// <summary>Products of vectors, matrices and batches of matrices, of which one operand or none is constant.</summary>
public sealed class MatrixProductTests
{
    private static readonly int[][] Left = [[3], [4, 3], [1, 4, 3], [2, 4, 3], [5, 1, 4, 3], [1, 2, 1, 3], [2, 1, 2, 4, 3]];
    private static readonly int[][] Right = [[3], [3, 6], [1, 3, 6], [2, 3, 1], [5, 1, 3, 6], [1, 2, 3, 6], [2, 5, 2, 3, 6]];

    /// <summary>Whether the left and the right operand is constant; computed operands may lie transposed.</summary>
    public static TheoryData<bool, bool, bool> Operands { get; } = new()
    {
        { false, true, false }, { false, true, true }, { true, false, false }, { true, false, true }, { false, false, false },
    };

    /// <summary>Every pair of shapes that fit, against loops over the definition.</summary>
    [Theory]
    [MemberData(nameof(Operands))]
    public void EveryPairOfShapesIsMultiplied(bool isLeftConstant, bool isRightConstant, bool isTransposed)
    {
        GraphProto graph = new();
        AddOperands(graph, "left", Left, isLeftConstant, isTransposed);
        AddOperands(graph, "right", Right, isRightConstant, isTransposed);
        (int[] Left, int[] Right)[] pairs =
            [.. from left in Left from right in Right where Common(left, right) is not null select (left, right)];
        foreach ((int[] left, int[] right) in pairs)
        {
            string name = $"{Name("left", left)}_{Name("right", right)}";
            graph.Node.Add(Models.Node("MatMul", name, [Name("left", left), Name("right", right)]));
            graph.Output.Add(Models.Value(name));
        }

        ImportedNetwork imported = Models.Import(Models.Model(graph));
        using CompiledNetwork network = CompiledNetwork.Compile(imported);
        IReadOnlyList<float[]> outputs = network.Run(
            [.. imported.Inputs.Select(port => Numbers(port.OnnxName, Product(port.Shape)))], new NetworkOptions());

        foreach (((int[] left, int[] right), ImportedPort port, float[] actual) in pairs.Zip(imported.Outputs, outputs))
        {
            double[] expected = Multiply(
                Operand("left", left, isLeftConstant, isTransposed), Operand("right", right, isRightConstant, isTransposed));
            Assert.Equal(expected.Length, actual.Length);
            for (int i = 0; i < actual.Length; i++)
            {
                Assert.True(Math.Abs(actual[i] - expected[i]) <= 1e-5, $"{port.OnnxName}[{i}]: {actual[i]}, not {expected[i]}");
            }
        }
    }

    /// <summary>A constant of any shape is the weights of one layer.</summary>
    [Theory]
    [InlineData(new[] { 1, 3 }, new[] { 3 }, 1, 0)]
    [InlineData(new[] { 1, 4, 3 }, new[] { 3 }, 1, 1)]
    [InlineData(new[] { 1, 4, 3 }, new[] { 2, 3, 6 }, 12, 1)]
    [InlineData(new[] { 1, 2, 4, 3 }, new[] { 2, 3, 6 }, 12, 2)]
    [InlineData(new[] { 1, 2, 1, 3 }, new[] { 5, 2, 3, 6 }, 60, 2)]
    public void AConstantIsTheWeightsOfOneLayer(int[] value, int[] constant, int units, int groups)
    {
        ImportedNetwork network = Models.Import(
            Models.Of(Models.Node("MatMul", "y", ["x", "c"]), value, Models.Tensor("c", Sizes(constant), Numbers("c", Product(constant)))));

        (int Units, int Groups)[] layers =
        [
            .. network.Declaration.Layers.Select(layer => layer.Layer).OfType<ConvLayer>().Select(layer => (layer.Filters, layer.Groups)),
            .. network.Declaration.Layers.Select(layer => layer.Layer).OfType<DenseLayer>().Select(layer => (layer.Units, 0)),
        ];
        Assert.Equal((units, groups), Assert.Single(layers));
        Assert.Equal(Product(constant), Assert.Single(network.Weights).Values.Length);
    }

    /// <summary>A product of constants is a constant.</summary>
    [Fact]
    public void ProductsOfConstantsAreComputed()
    {
        GraphProto graph = new();
        graph.Input.Add(Models.Value("x", 1, 2, 4, 6));
        AddOperands(graph, "left", [[2, 4, 3]], isConstant: true, isTransposed: false);
        AddOperands(graph, "right", [[3, 6], [5, 1, 3, 6]], isConstant: true, isTransposed: false);
        graph.Node.Add(Models.Node("MatMul", "one", ["left_2_4_3", "right_3_6"]));
        graph.Node.Add(Models.Node("Add", "y", ["x", "one"]));
        graph.Node.Add(Models.Node("MatMul", "several", ["left_2_4_3", "right_5_1_3_6"]));
        graph.Node.Add(Models.Node("Add", "z", ["x", "several"]));
        graph.Output.Add([Models.Value("y"), Models.Value("z")]);

        using CompiledNetwork network = CompiledNetwork.Compile(Models.Import(Models.Model(graph)));
        IReadOnlyList<float[]> outputs = network.Run([new float[48]], new NetworkOptions());

        foreach ((int[] right, float[] actual) in new int[][] { [3, 6], [5, 1, 3, 6] }.Zip(outputs))
        {
            double[] expected = Multiply(Operand("left", [2, 4, 3], true, false), Operand("right", right, true, false));
            Assert.Equal(expected.Select(number => (float)number), actual, (a, b) => Math.Abs(a - b) <= 1e-6);
        }
    }

    /// <summary>What does not fit says so.</summary>
    [Theory]
    [InlineData(new[] { 1, 2 }, new[] { 3 }, "1×2 times 3×1: 2 is not 3")]
    [InlineData(new[] { 2, 4, 3 }, new[] { 5, 3, 6 }, "shapes do not fit")]
    [InlineData(new[] { 1, 3 }, new int[0], "a single number is no matrix")]
    public void ShapesThatDoNotFitAreRefused(int[] value, int[] constant, string reason)
    {
        ModelProto model = Models.Of(
            Models.Node("MatMul", "y", ["x", "c"]), value, Models.Tensor("c", Sizes(constant), Numbers("c", Product(constant))));

        ImportProblem problem = Assert.Single(Assert.Throws<OnnxImportException>(() => Models.Import(model)).Problems);

        Assert.Equal("MatMul", problem.Operator);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    private static void AddOperands(GraphProto graph, string side, int[][] shapes, bool isConstant, bool isTransposed)
    {
        foreach (int[] shape in shapes)
        {
            string name = Name(side, shape);
            if (isConstant)
            {
                graph.Initializer.Add(Models.Tensor(name, Sizes(shape), Numbers(name, Product(shape))));
            }
            else if (isTransposed)
            {
                graph.Input.Add(Models.Value($"{name}_t", [.. shape.Reverse()]));
                graph.Node.Add(Models.Node("Transpose", name, [$"{name}_t"]));
            }
            else
            {
                graph.Input.Add(Models.Value(name, shape));
            }
        }
    }

    private static (int[] Shape, float[] Numbers) Operand(string side, int[] shape, bool isConstant, bool isTransposed)
    {
        string name = Name(side, shape);
        if (isConstant || !isTransposed)
        {
            return (shape, Numbers(name, Product(shape)));
        }

        float[] lying = Numbers($"{name}_t", Product(shape));
        return (shape, [.. Enumerable.Range(0, lying.Length).Select(place => lying[Reversed(place, shape)])]);
    }

    // Where a number lies when all axes are turned round.
    private static int Reversed(int place, int[] shape)
    {
        int at = 0;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            at = (at * shape[axis]) + (place % shape[axis]);
            place /= shape[axis];
        }

        return at;
    }

    // The definition: vectors are matrices, and axes before the last two count matrices.
    private static double[] Multiply((int[] Shape, float[] Numbers) left, (int[] Shape, float[] Numbers) right)
    {
        int[] a = left.Shape.Length == 1 ? [1, .. left.Shape] : left.Shape, b = right.Shape.Length == 1 ? [.. right.Shape, 1] : right.Shape;
        int[] matrices = Common(left.Shape, right.Shape)!;
        (int rows, int inner, int columns) = (a[^2], a[^1], b[^1]);
        double[] product = new double[Product(matrices) * rows * columns];
        for (int i = 0; i < product.Length; i++)
        {
            (int matrix, int row, int column) = (i / (rows * columns), i / columns % rows, i % columns);
            int first = Place(matrix, matrices, a[..^2]) * rows * inner, second = Place(matrix, matrices, b[..^2]) * inner * columns;
            for (int k = 0; k < inner; k++)
            {
                product[i] += (double)left.Numbers[first + (row * inner) + k] * right.Numbers[second + (k * columns) + column];
            }
        }

        return product;
    }

    // The axes that count the matrices of a product.
    private static int[]? Common(int[] left, int[] right)
    {
        (int[] a, int[] b) = (left[..Math.Max(0, left.Length - 2)], right[..Math.Max(0, right.Length - 2)]);
        int rank = Math.Max(a.Length, b.Length);
        int At(int[] shape, int axis) => axis - rank + shape.Length is var own and >= 0 ? shape[own] : 1;
        IEnumerable<(int First, int Second)> sizes = Enumerable.Range(0, rank).Select(axis => (At(a, axis), At(b, axis)));
        return sizes.All(size => size.First == size.Second || size.First == 1 || size.Second == 1)
            ? [.. sizes.Select(size => Math.Max(size.First, size.Second))]
            : null;
    }

    private static int Place(int place, int[] shape, int[] operand)
    {
        int at = 0;
        int stride = 1;
        for (int axis = shape.Length - 1; axis >= shape.Length - operand.Length; axis--)
        {
            int size = operand[axis - shape.Length + operand.Length];
            at += size == 1 ? 0 : place % shape[axis] * stride;
            stride *= size;
            place /= shape[axis];
        }

        return at;
    }

    private static string Name(string side, int[] shape) => $"{side}_{string.Join('_', shape)}";

    private static long[] Sizes(int[] shape) => [.. shape.Select(size => (long)size)];

    private static int Product(IEnumerable<int> sizes) => sizes.Aggregate(1, (product, size) => product * size);

    // From −1 to 1, others for each name.
    private static float[] Numbers(string name, int count)
    {
        int seed = name.Sum(letter => letter);
        return [.. Enumerable.Range(0, count).Select(i => MathF.Sin(seed + (1.7f * i)))];
    }
}
