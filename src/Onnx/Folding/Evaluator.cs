using ConvGen.Onnx.Normalising;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Folding;

/// <summary>Computes operations whose operands are all constant.</summary>
internal static class Evaluator
{
    private static readonly Dictionary<string, Func<double, double>> Unary = new()
    {
        ["Abs"] = Math.Abs,
        ["Ceil"] = Math.Ceiling,
        ["Cos"] = Math.Cos,
        ["Exp"] = Math.Exp,
        ["Floor"] = Math.Floor,
        ["Log"] = Math.Log,
        ["Neg"] = x => -x,
        ["Not"] = x => x == 0 ? 1 : 0,
        ["Reciprocal"] = x => 1 / x,
        ["Relu"] = x => Math.Max(x, 0),
        ["Round"] = x => Math.Round(x, MidpointRounding.ToEven),
        ["Sigmoid"] = x => 1 / (1 + Math.Exp(-x)),
        ["Sign"] = x => double.IsNaN(x) ? x : Math.Sign(x),
        ["Sin"] = Math.Sin,
        ["Sqrt"] = Math.Sqrt,
        ["Tanh"] = Math.Tanh,
    };

    private static readonly Dictionary<string, (Func<double, double, double> Reals, Func<long, long, long> Integers)> Binary = new()
    {
        ["Add"] = ((a, b) => a + b, (a, b) => unchecked(a + b)),
        ["Div"] = ((a, b) => a / b, (a, b) => b is 0 or -1 ? b * a : a / b),
        ["Max"] = (Math.Max, Math.Max),
        ["Min"] = (Math.Min, Math.Min),
        ["Mod"] = (Math.IEEERemainder, (a, b) => b is 0 or -1 ? 0 : ((a % b) + b) % b),
        ["Mul"] = ((a, b) => a * b, (a, b) => unchecked(a * b)),
        ["Pow"] = (Math.Pow, (a, b) => (long)Math.Pow(a, b)),
        ["Sub"] = ((a, b) => a - b, (a, b) => unchecked(a - b)),
    };

    private static readonly Dictionary<string, Func<double, double, bool>> Comparisons = new()
    {
        ["And"] = (a, b) => a != 0 && b != 0,
        ["Equal"] = (a, b) => a == b,
        ["Greater"] = (a, b) => a > b,
        ["GreaterOrEqual"] = (a, b) => a >= b,
        ["Less"] = (a, b) => a < b,
        ["LessOrEqual"] = (a, b) => a <= b,
        ["Or"] = (a, b) => a != 0 || b != 0,
        ["Xor"] = (a, b) => a != 0 != (b != 0),
    };

    /// <summary>The value of an operation; <see langword="null"/> for operations that are not computed here.</summary>
    public static OnnxTensor? Evaluate(Operation operation, IReadOnlyList<OnnxTensor> inputs)
    {
        OnnxTensor input = inputs[0];
        if (Unary.TryGetValue(operation.Op, out Func<double, double>? unary))
        {
            return input.IsFloating || operation.Op is "Exp" or "Log" or "Reciprocal" or "Sigmoid" or "Sqrt" or "Tanh"
                ? new(input.Shape, [.. input.Floats.Select(value => (float)unary(value))])
                : new(input.Shape, input.Integers.Select(value => (long)unary(value)).ToArray());
        }

        if (Binary.TryGetValue(operation.Op, out (Func<double, double, double> Reals, Func<long, long, long> Integers) binary))
        {
            return Combine(inputs, binary.Reals, binary.Integers);
        }

        if (Comparisons.TryGetValue(operation.Op, out Func<double, double, bool>? holds))
        {
            OnnxTensor result = Combine(inputs, (a, b) => holds(a, b) ? 1 : 0, (a, b) => holds(a, b) ? 1 : 0);
            return new(result.Shape, result.Integers);
        }

        Settings settings = operation.Settings;
        return operation.Op switch
        {
            "Clip" => new(
                input.Shape,
                [.. input.Floats.Select(value => (float)Math.Min(Math.Max(value, settings.Real("min")), settings.Real("max")))]),
            "Reshape" => input.WithShape(settings.Ints("shape")),
            "Transpose" => Transpose(input, settings.Ints("perm")),
            "Concat" => Concat(inputs, settings.Int("axis")),
            "Slice" => Slice(input, settings),
            "Gather" => Gather(input, settings),
            "Expand" => Spread(input, settings.Ints("shape")),
            "Range" => Range(inputs),
            "Where" => Where(inputs),
            "Reduce" => Reduce(operation, input),
            "LpNorm" => LpNorm(operation, input),
            "Pad" when settings.Text("mode") == "constant" => Pad(operation, input),
            "MatMul" => MatMul(operation, inputs),
            _ => null,
        };
    }

    /// <summary>A tensor broadcast to a larger shape.</summary>
    public static OnnxTensor Spread(OnnxTensor tensor, IReadOnlyList<int> shape) => tensor.Length == Extents.Length(shape)
        ? tensor.WithShape(shape)
        : tensor.Pick(shape, Extents.Places(shape, Extents.BroadcastStrides(tensor.Shape, shape)));

    /// <summary>A tensor with its axes in another order.</summary>
    public static OnnxTensor Transpose(OnnxTensor tensor, int[] perm)
    {
        if (perm.SequenceEqual(Enumerable.Range(0, perm.Length)))
        {
            return tensor;
        }

        // Back and forth is nowhere: what the file has stays what it is.
        if (tensor.Transposed is { } before && perm.Select(axis => before.Perm[axis]).SequenceEqual(Enumerable.Range(0, perm.Length)))
        {
            return before.Original;
        }

        int[] strides = Extents.Strides(tensor.Shape);
        int[] shape = [.. perm.Select(axis => tensor.Shape[axis])];
        return tensor.Pick(shape, Extents.Places(shape, [.. perm.Select(axis => strides[axis])])).AsTransposed(tensor, perm);
    }

    private static OnnxTensor? LpNorm(Operation operation, OnnxTensor input)
    {
        double least = operation.Settings.Real("epsilon");
        double Quotient(double x, double norm) => norm > 0 || least > 0 ? x / Math.Max(norm, least) : 0;
        return Reduce(operation, input) is { } norms ? Combine([input, norms], Quotient, (x, norm) => (long)Quotient(x, norm)) : null;
    }

    private static OnnxTensor Combine(
        IReadOnlyList<OnnxTensor> inputs, Func<double, double, double> reals, Func<long, long, long> integers)
    {
        int[] shape = Extents.Broadcast([inputs[0].Shape, inputs[1].Shape]);
        int length = Extents.Checked(shape);
        Func<int, int> left = Extents.Places(shape, Extents.BroadcastStrides(inputs[0].Shape, shape));
        Func<int, int> right = Extents.Places(shape, Extents.BroadcastStrides(inputs[1].Shape, shape));
        if (inputs[0].IsFloating || inputs[1].IsFloating)
        {
            float[] a = inputs[0].Floats;
            float[] b = inputs[1].Floats;
            float[] floats = new float[length];
            for (int i = 0; i < length; i++)
            {
                floats[i] = (float)reals(a[left(i)], b[right(i)]);
            }

            return new(shape, floats);
        }

        long[] x = inputs[0].Integers;
        long[] y = inputs[1].Integers;
        long[] values = new long[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = integers(x[left(i)], y[right(i)]);
        }

        return new(shape, values);
    }

    private static OnnxTensor Concat(IReadOnlyList<OnnxTensor> inputs, int axis)
    {
        int[] shape = [.. inputs[0].Shape];
        shape[axis] = inputs.Sum(input => input.Shape[axis]);
        _ = Extents.Checked(shape);
        int outer = Math.Max(1, (int)Extents.Length(shape.Take(axis)));
        return inputs.Any(input => input.IsFloating)
            ? new(shape, Join([.. inputs.Select(input => input.Floats)], outer))
            : new(shape, Join([.. inputs.Select(input => input.Integers)], outer));
    }

    private static T[] Join<T>(T[][] parts, int outer)
    {
        List<T> joined = [];
        for (int i = 0; i < outer; i++)
        {
            foreach (T[] part in parts)
            {
                int length = part.Length / outer;
                joined.AddRange(part.AsSpan(i * length, length));
            }
        }

        return [.. joined];
    }

    private static OnnxTensor Slice(OnnxTensor input, Settings settings)
    {
        int[] strides = Extents.Strides(input.Shape);
        int start = settings.Ints("starts").Select((place, axis) => place * strides[axis]).Sum();
        int[] steps = [.. settings.Ints("steps").Select((step, axis) => step * strides[axis])];
        return input.Pick(settings.Ints("lengths"), Extents.Places(settings.Ints("lengths"), steps, start));
    }

    private static OnnxTensor Gather(OnnxTensor input, Settings settings)
    {
        int axis = settings.Int("axis");
        int[] indices = settings.Ints("indices");
        int inner = (int)Extents.Length(input.Shape.Skip(axis + 1));
        int size = input.Shape[axis];
        int[] shape = [.. input.Shape.Take(axis), .. settings.Ints("shape"), .. input.Shape.Skip(axis + 1)];
        return input.Pick(
            shape,
            place => (((place / inner / indices.Length) * size) + indices[place / inner % indices.Length]) * inner + (place % inner));
    }

    private static OnnxTensor? Range(IReadOnlyList<OnnxTensor> inputs)
    {
        (double start, double limit, double step) = (inputs[0].Single(), inputs[1].Single(), inputs[2].Single());
        double count = Math.Max(0, Math.Ceiling((limit - start) / step));
        if (!(count <= Extents.MaxLength))
        {
            return null;
        }

        return inputs.Any(input => input.IsFloating)
            ? new([(int)count], [.. Enumerable.Range(0, (int)count).Select(i => (float)(start + (i * step)))])
            : new OnnxTensor([(int)count], Enumerable.Range(0, (int)count).Select(i => (long)(start + (i * step))).ToArray());
    }

    private static OnnxTensor Where(IReadOnlyList<OnnxTensor> inputs)
    {
        int[] shape = Extents.Broadcast([.. inputs.Select(input => input.Shape)]);
        OnnxTensor[] spread = [.. inputs.Select(input => Spread(input, shape))];
        long[] chosen = spread[0].Integers;
        return spread[1].IsFloating || spread[2].IsFloating
            ? new(shape, [.. chosen.Select((choice, i) => choice != 0 ? spread[1].Floats[i] : spread[2].Floats[i])])
            : new OnnxTensor(shape, chosen.Select((choice, i) => choice != 0 ? spread[1].Integers[i] : spread[2].Integers[i]).ToArray());
    }

    private static OnnxTensor? Reduce(Operation operation, OnnxTensor input)
    {
        Func<IEnumerable<double>, double>? reduce = operation.Settings.Text("kind") switch
        {
            "Mean" => Enumerable.Average,
            "Sum" => Enumerable.Sum,
            "Max" => Enumerable.Max,
            "Min" => Enumerable.Min,
            "Prod" => values => values.Aggregate(1.0, (product, value) => product * value),
            _ => null,
        };
        if (reduce is null)
        {
            return null;
        }

        int[] axes = operation.Settings.Ints("axes");
        int[] kept = [.. Enumerable.Range(0, input.Shape.Count).Except(axes)];
        OnnxTensor moved = Transpose(input, [.. kept, .. axes]);
        double[] values = moved.IsFloating
            ? [.. moved.Floats.Select(value => (double)value)]
            : [.. moved.Integers.Select(value => (double)value)];
        int count = (int)Extents.Length(axes.Select(axis => input.Shape[axis]));
        double[] reduced = [.. values.Chunk(Math.Max(1, count)).Select(chunk => reduce(chunk))];
        int[] shape = ShapeRules.Of(operation, [input.Shape]);
        return input.IsFloating
            ? new(shape, [.. reduced.Select(value => (float)value)])
            : new OnnxTensor(shape, reduced.Select(value => (long)value).ToArray());
    }

    private static OnnxTensor Pad(Operation operation, OnnxTensor input)
    {
        int[] shape = ShapeRules.Of(operation, [input.Shape]);
        int[] begin = operation.Settings.Ints("begin");
        OnnxTensor extended = input.IsFloating
            ? new([input.Length + 1], [.. input.Floats, (float)operation.Settings.Real("value")])
            : new([input.Length + 1], [.. input.Integers, (long)operation.Settings.Real("value")]);
        int[] strides = Extents.Strides(input.Shape);
        return extended.Pick(shape, place =>
        {
            int at = 0;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                int position = (place % shape[axis]) - begin[axis];
                place /= shape[axis];
                if (position < 0 || position >= input.Shape[axis])
                {
                    return input.Length;
                }

                at += position * strides[axis];
            }

            return at;
        });
    }

    private static OnnxTensor MatMul(Operation operation, IReadOnlyList<OnnxTensor> inputs)
    {
        int[] shape = ShapeRules.Of(operation, [inputs[0].Shape, inputs[1].Shape]);
        int[] matrices = shape[..^2];
        Func<int, int> Matrix(OnnxTensor tensor) =>
            Extents.Places(matrices, Extents.BroadcastStrides([.. tensor.Shape.SkipLast(2)], matrices));
        (Func<int, int> left, Func<int, int> right) = (Matrix(inputs[0]), Matrix(inputs[1]));
        (float[] a, float[] b) = (inputs[0].Floats, inputs[1].Floats);
        (int rows, int columns, int inner) = (shape[^2], shape[^1], inputs[0].Shape[^1]);
        float[] product = new float[Extents.Checked(shape)];
        for (int i = 0; i < product.Length; i++)
        {
            int row = (left(i / (rows * columns)) * rows) + (i / columns % rows);
            int matrix = right(i / (rows * columns)) * inner;
            double sum = 0;
            for (int k = 0; k < inner; k++)
            {
                sum += (double)a[(row * inner) + k] * b[((matrix + k) * columns) + (i % columns)];
            }

            product[i] = (float)sum;
        }

        return new(shape, product);
    }
}
