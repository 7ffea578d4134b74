using ConvGen.Onnx.Normalising;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Folding;

/// <summary>The shape that an operation computes from those that it reads.</summary>
internal static class ShapeRules
{
    private static readonly HashSet<string> Broadcasting =
    [
        "Add", "And", "Div", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Max", "Min", "Mod", "Mul", "Or", "Pow", "Sub",
        "Where", "Xor",
    ];

    /// <summary>The shape of an operation's output.</summary>
    /// <exception cref="RefusalException">The shapes do not fit.</exception>
    public static int[] Of(Operation operation, IReadOnlyList<IReadOnlyList<int>> inputs)
    {
        Settings settings = operation.Settings;
        IReadOnlyList<int> input = inputs[0];
        if (Broadcasting.Contains(operation.Op))
        {
            return Extents.Broadcast(inputs);
        }

        int[] shape = operation.Op switch
        {
            "Reshape" or "Expand" => settings.Ints("shape"),
            "Transpose" => [.. settings.Ints("perm").Select(axis => input[axis])],
            "Concat" => Concat(settings.Int("axis"), inputs),
            "Slice" => settings.Ints("lengths"),
            "Gather" => Gather(settings, input),
            "Reduce" => Reduce(settings, input),
            "Pad" => [.. input.Select((size, axis) => size + settings.Ints("begin")[axis] + settings.Ints("end")[axis])],
            "Resize" => settings.Ints("size"),
            "MatMul" => MatMul(inputs),
            "Conv" => Conv(settings, inputs),
            "ConvTranspose" => ConvTranspose(settings, inputs),
            "MaxPool" or "AveragePool" or "LpPool" => [.. input.Take(2), .. Windows(settings, input, settings.Flag("ceil"))],
            _ => [.. input],
        };
        return shape.All(size => size > 0) && Extents.Length(shape) <= int.MaxValue
            ? shape
            : throw RefusalException.Shapes($"the result would be {Extents.Text(shape)}");
    }

    private static int[] Concat(int axis, IReadOnlyList<IReadOnlyList<int>> inputs)
    {
        int[] shape = [.. inputs[0]];
        foreach (IReadOnlyList<int> other in inputs.Skip(1))
        {
            bool fits = other.Count == shape.Length && !other.Where((size, i) => i != axis && size != shape[i]).Any();
            shape[axis] = fits
                ? shape[axis] + other[axis]
                : throw RefusalException.Shapes($"shapes do not fit: {string.Join(", ", inputs.Select(Extents.Text))}");
        }

        return shape;
    }

    private static int[] Gather(Settings settings, IReadOnlyList<int> input)
    {
        int axis = settings.Int("axis");
        return [.. input.Take(axis), .. settings.Ints("shape"), .. input.Skip(axis + 1)];
    }

    private static int[] Reduce(Settings settings, IReadOnlyList<int> input)
    {
        HashSet<int> axes = [.. settings.Ints("axes")];
        return settings.Flag("keep")
            ? [.. input.Select((size, axis) => axes.Contains(axis) ? 1 : size)]
            : [.. input.Where((_, axis) => !axes.Contains(axis))];
    }

    private static int[] MatMul(IReadOnlyList<IReadOnlyList<int>> inputs)
    {
        int[] left = [.. inputs[0]];
        int[] right = [.. inputs[1]];
        bool isRow = left.Length == 1;
        bool isColumn = right.Length == 1;
        if (left.Length == 0 || right.Length == 0)
        {
            throw RefusalException.Shapes("a single number is no matrix");
        }

        left = isRow ? [1, .. left] : left;
        right = isColumn ? [.. right, 1] : right;
        if (left[^1] != right[^2])
        {
            throw RefusalException.Shapes($"{Extents.Text(inputs[0])} times {Extents.Text(inputs[1])}: {left[^1]} is not {right[^2]}");
        }

        int[] examples = Extents.Broadcast([left[..^2], right[..^2], []]);
        int[] rows = isRow ? [] : [left[^2]];
        int[] columns = isColumn ? [] : [right[^1]];
        return [.. examples, .. rows, .. columns];
    }

    private static int[] Conv(Settings settings, IReadOnlyList<IReadOnlyList<int>> inputs)
    {
        IReadOnlyList<int> weight = inputs[1];
        int group = settings.Int("group");
        if (weight[1] * (long)group != inputs[0][1] || weight[0] % group != 0)
        {
            throw RefusalException.Shapes(
                $"weights {Extents.Text(weight)} in {group} groups do not fit an input of {Extents.Text(inputs[0])}");
        }

        return [inputs[0][0], weight[0], .. Windows(settings, inputs[0], isCeiling: false)];
    }

    private static int[] ConvTranspose(Settings settings, IReadOnlyList<IReadOnlyList<int>> inputs)
    {
        IReadOnlyList<int> weight = inputs[1];
        int group = settings.Int("group");
        if (weight[0] != inputs[0][1] || weight[0] % group != 0)
        {
            throw RefusalException.Shapes($"weights {Extents.Text(weight)} do not fit an input of {Extents.Text(inputs[0])}");
        }

        IEnumerable<int> sizes = settings.Ints("kernel").Select((kernel, axis) =>
            ((inputs[0][axis + 2] - 1) * settings.Ints("strides")[axis]) - settings.Ints("begin")[axis] - settings.Ints("end")[axis]
            + ((kernel - 1) * settings.Ints("dilations")[axis]) + 1 + settings.Ints("added")[axis]);
        return [inputs[0][0], weight[1] * group, .. sizes];
    }

    private static IEnumerable<int> Windows(Settings settings, IReadOnlyList<int> input, bool isCeiling)
    {
        int[] kernel = settings.Ints("kernel");
        int[] strides = settings.Ints("strides");
        if (input.Count != kernel.Length + 2)
        {
            throw RefusalException.Shapes($"a window of {kernel.Length} axes over {Extents.Text(input)}");
        }

        for (int axis = 0; axis < kernel.Length; axis++)
        {
            int begin = settings.Ints("begin")[axis];
            long span = (long)input[axis + 2] + begin + settings.Ints("end")[axis]
                - ((kernel[axis] - 1L) * settings.Ints("dilations")[axis]) - 1;
            // One more window that overhangs, if it starts inside the input or the padding before it.
            long whole = span < 0 ? 0 : (span / strides[axis]) + 1;
            bool isOneMore = isCeiling && span > (whole - 1) * strides[axis] && whole * strides[axis] < (long)input[axis + 2] + begin;
            if (whole == 0 && !isOneMore)
            {
                throw RefusalException.Shapes($"a window of {string.Join("×", kernel)} is larger than {Extents.Text(input)}");
            }

            yield return (int)Math.Min(int.MaxValue, isOneMore ? whole + 1 : whole);
        }
    }
}
