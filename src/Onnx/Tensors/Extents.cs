using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx.Tensors;

/// <summary>Arithmetic of shapes.</summary>
internal static class Extents
{
    /// <summary>The most numbers that a constant may have, so that no file of a few bytes takes the memory of the machine.</summary>
    public const int MaxLength = 1 << 28;

    /// <summary>The product of sizes, at most <see cref="long.MaxValue"/>.</summary>
    public static long Length(IEnumerable<int> shape) =>
        shape.Aggregate(1L, (product, size) => size != 0 && product > long.MaxValue / size ? long.MaxValue : product * size);

    /// <summary>The product of sizes, as the length of an array.</summary>
    /// <exception cref="RefusalException">It is more than a constant may have.</exception>
    public static int Checked(IReadOnlyList<int> shape)
    {
        long length = shape.Any(size => size < 0) ? -1 : Length(shape);
        return length is >= 0 and <= MaxLength
            ? (int)length
            : throw RefusalException.Shapes($"a constant of shape {Text(shape)} is too large, or its sizes are negative");
    }

    /// <summary>The shape as messages show it: <c>1×3×224×224</c>.</summary>
    public static string Text(IEnumerable<int> shape)
    {
        string text = string.Join("×", shape);
        return text.Length == 0 ? "a single number" : text;
    }

    /// <summary>The distances between neighbours along each axis of a row-major tensor.</summary>
    public static int[] Strides(IReadOnlyList<int> shape)
    {
        int[] strides = new int[shape.Count];
        int stride = 1;
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(1, shape[axis]);
        }

        return strides;
    }

    /// <summary>An axis counted from the front.</summary>
    /// <exception cref="RefusalException">There is no such axis.</exception>
    public static int Axis(long axis, int rank)
    {
        long counted = axis < 0 ? axis + rank : axis;
        return counted >= 0 && counted < rank
            ? (int)counted
            : throw RefusalException.Shapes($"there is no axis {axis} of {rank}");
    }

    /// <summary>The shape that values of several shapes are broadcast to.</summary>
    /// <exception cref="RefusalException">They do not fit.</exception>
    public static int[] Broadcast(IReadOnlyList<IReadOnlyList<int>> shapes)
    {
        int rank = shapes.Max(shape => shape.Count);
        int[] common = new int[rank];
        Array.Fill(common, 1);
        foreach (IReadOnlyList<int> shape in shapes)
        {
            for (int i = 0; i < shape.Count; i++)
            {
                int axis = rank - shape.Count + i;
                if (common[axis] == 1)
                {
                    common[axis] = shape[i];
                }
                else if (shape[i] != 1 && shape[i] != common[axis])
                {
                    throw RefusalException.Shapes($"shapes do not fit: {string.Join(", ", shapes.Select(Text))}");
                }
            }
        }

        return common;
    }

    /// <summary>For each axis of a larger shape the stride in a tensor that is broadcast to it: 0 where it is.</summary>
    public static int[] BroadcastStrides(IReadOnlyList<int> from, IReadOnlyList<int> to)
    {
        int[] own = Strides(from);
        int[] strides = new int[to.Count];
        for (int i = 0; i < from.Count; i++)
        {
            strides[to.Count - from.Count + i] = from[i] == 1 ? 0 : own[i];
        }

        return strides;
    }

    /// <summary>Maps places of a row-major tensor to places by other strides.</summary>
    public static Func<int, int> Places(IReadOnlyList<int> shape, IReadOnlyList<int> strides, int start = 0)
    {
        return place =>
        {
            int at = start;
            for (int axis = shape.Count - 1; axis >= 0; axis--)
            {
                at += place % shape[axis] * strides[axis];
                place /= shape[axis];
            }

            return at;
        };
    }
}
