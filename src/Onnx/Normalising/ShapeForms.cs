using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Normalising;

/// <summary>Operators that move numbers and change none: everything becomes a reshape or a transposition.</summary>
internal static class ShapeForms
{
    /// <summary>The family's operators.</summary>
    public static Dictionary<string, Action<NodeCall>> Table { get; } = new()
    {
        ["DepthToSpace"] = DepthToSpace,
        ["Expand"] = Expand,
        ["Flatten"] = Flatten,
        ["Reshape"] = Reshape,
        ["SpaceToDepth"] = SpaceToDepth,
        ["Squeeze"] = Squeeze,
        ["Tile"] = Tile,
        ["Transpose"] = Transpose,
        ["Unsqueeze"] = Unsqueeze,
    };

    /// <summary>The node's output is a value that is broadcast to a shape.</summary>
    public static void ResultOf(NodeCall call, string value, int[] shape)
    {
        if (shape.SequenceEqual(call.ShapeOf(value)))
        {
            call.ResultIs(value);
            return;
        }

        call.Result("Expand", new Settings().With("shape", shape), value);
    }

    private static void To(NodeCall call, string value, int[] shape)
    {
        IReadOnlyList<int> from = call.ShapeOf(value);
        if (shape.Any(size => size < 0) || Extents.Length(shape) != Extents.Length(from))
        {
            throw RefusalException.Shapes($"{Extents.Text(from)} has not as many numbers as {Extents.Text(shape)}");
        }

        call.Result("Reshape", new Settings().With("shape", shape), value);
    }

    private static void Flatten(NodeCall call)
    {
        IReadOnlyList<int> shape = call.Shape(0);
        int given = call.Attributes.Int("axis", 1);
        int axis = given == shape.Count ? given : call.Axis(given);
        To(call, call.Input(0), [(int)Extents.Length(shape.Take(axis)), (int)Extents.Length(shape.Skip(axis))]);
    }

    private static void Reshape(NodeCall call)
    {
        IReadOnlyList<int> from = call.Shape(0);
        int[] given = call.Has(1)
            ? call.Constant(1, "shape").Sizes()
            : call.Attributes.Ints("shape") ?? throw RefusalException.Shapes("it has no shape");
        bool allowZero = call.Attributes.Flag("allowzero");
        int[] shape = [.. given.Select((size, axis) => size == 0 && !allowZero ? axis < from.Count ? from[axis] : 0 : size)];
        int open = Array.IndexOf(shape, -1);
        if (open >= 0)
        {
            shape[open] = 1;
            long others = Extents.Length(shape);
            shape[open] = others <= 0 ? 0 : (int)Math.Min(int.MaxValue, Extents.Length(from) / others);
        }

        To(call, call.Input(0), shape);
    }

    private static void Squeeze(NodeCall call)
    {
        IReadOnlyList<int> shape = call.Shape(0);
        int[] axes = call.Axes(1, shape.Count) ?? [.. Enumerable.Range(0, shape.Count).Where(axis => shape[axis] == 1)];
        To(call, call.Input(0), [.. shape.Where((_, axis) => !axes.Contains(axis))]);
    }

    private static void Unsqueeze(NodeCall call)
    {
        IReadOnlyList<int> shape = call.Shape(0);
        int[] given = call.Has(1) ? call.Constant(1, "axes").Sizes() : call.Attributes.Ints("axes") ?? [];
        int rank = shape.Count + given.Length;
        HashSet<int> added = [.. given.Select(axis => Extents.Axis(axis, rank))];
        Queue<int> sizes = new(shape);
        if (added.Count != given.Length)
        {
            throw RefusalException.Shapes("an axis is added twice");
        }

        To(call, call.Input(0), [.. Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? 1 : sizes.Dequeue())]);
    }

    private static void Transpose(NodeCall call)
    {
        int rank = call.Rank(0);
        int[] perm = call.Attributes.Ints("perm") ?? [.. Enumerable.Range(0, rank).Reverse()];
        if (!perm.Order().SequenceEqual(Enumerable.Range(0, rank)))
        {
            throw RefusalException.Shapes($"[{string.Join(", ", perm)}] is no order of {rank} axes");
        }

        call.Result("Transpose", new Settings().With("perm", perm), call.Input(0));
    }

    private static void Expand(NodeCall call)
    {
        int[] shape = Extents.Broadcast([call.Shape(0), call.Constant(1, "shape").Sizes()]);
        ResultOf(call, call.Input(0), shape);
    }

    // Each axis in turn gets an axis before it that is repeated.
    private static void Tile(NodeCall call)
    {
        int[] repeats = call.Constant(1, "repeats").Sizes();
        if (repeats.Length != call.Rank(0))
        {
            throw RefusalException.Shapes($"{repeats.Length} repeats for {call.Rank(0)} axes");
        }

        string value = call.Input(0);
        for (int axis = 0; axis < repeats.Length; axis++)
        {
            if (repeats[axis] != 1)
            {
                int[] shape = [.. call.ShapeOf(value)];
                string apart = call.Reshape(value, [.. shape[..axis], 1, .. shape[axis..]]);
                int[] repeated = [.. shape[..axis], repeats[axis], .. shape[axis..]];
                string all = call.Emit("Expand", new Settings().With("shape", repeated), apart);
                shape[axis] *= repeats[axis];
                value = call.Reshape(all, shape);
            }
        }

        call.ResultIs(value);
    }

    // DCR: the first part of the channels are the rows of a block. CRD: the channel is first.
    private static void DepthToSpace(NodeCall call)
    {
        (int n, int c, int h, int w) = Map(call);
        int r = Block(call);
        bool isChannelFirst = call.Attributes.Text("mode", "DCR") == "CRD";
        Fits(c % (r * r) == 0, $"{c} channels are no blocks of {r}×{r}");
        int channels = c / (r * r);
        string blocks = isChannelFirst
            ? call.Reshape(call.Input(0), n, channels, r, r, h, w)
            : call.Reshape(call.Input(0), n, r, r, channels, h, w);
        int[] perm = isChannelFirst ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2];
        string moved = call.Emit("Transpose", new Settings().With("perm", perm), blocks);
        To(call, moved, [n, channels, h * r, w * r]);
    }

    private static void SpaceToDepth(NodeCall call)
    {
        (int n, int c, int h, int w) = Map(call);
        int r = Block(call);
        Fits(h % r == 0 && w % r == 0, $"{h}×{w} is not made of blocks of {r}×{r}");
        string blocks = call.Reshape(call.Input(0), n, c, h / r, r, w / r, r);
        string moved = call.Emit("Transpose", new Settings().With("perm", 0, 3, 5, 1, 2, 4), blocks);
        To(call, moved, [n, c * r * r, h / r, w / r]);
    }

    private static (int N, int C, int H, int W) Map(NodeCall call)
    {
        IReadOnlyList<int> shape = call.Shape(0);
        Fits(shape.Count == 4, "maps with two axes are expected");
        return (shape[0], shape[1], shape[2], shape[3]);
    }

    private static int Block(NodeCall call)
    {
        int block = call.Attributes.Int("blocksize");
        Fits(block is > 0 and < 1 << 15, $"a block of {block}");
        return block;
    }

    private static void Fits(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw RefusalException.Shapes(otherwise);
        }
    }
}
