using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Normalising;

/// <summary>Operators that take a part of a value, or put values one after the other.</summary>
internal static class SelectionForms
{
    /// <summary>The family's operators.</summary>
    public static Dictionary<string, Action<NodeCall>> Table { get; } = new()
    {
        ["Concat"] = Concat,
        ["Gather"] = Gather,
        ["Slice"] = Slice,
        ["Split"] = Split,
    };

    /// <summary>Emits a slice with a start, a length and a step for every axis, or nothing where it keeps everything.</summary>
    public static void EmitSlice(NodeCall call, string source, int[] starts, int[] lengths, int[] steps, string output)
    {
        IReadOnlyList<int> shape = call.ShapeOf(source);
        for (int axis = 0; axis < shape.Count; axis++)
        {
            long last = starts[axis] + ((lengths[axis] - 1L) * steps[axis]);
            bool isInside = lengths[axis] == 0 || (starts[axis] < shape[axis] && last >= 0 && last < shape[axis]);
            if (lengths[axis] < 0 || starts[axis] < 0 || !isInside)
            {
                throw RefusalException.Shapes(
                    $"{lengths[axis]} positions from {starts[axis]} on are not inside {shape[axis]} of axis {axis}");
            }
        }

        (string value, starts, steps) = Forwards(call, source, starts, lengths, steps);
        shape = call.ShapeOf(value);
        bool keepsAll = lengths.SequenceEqual(shape) && steps.All(step => step > 0);
        call.Emit(
            keepsAll ? "Identity" : "Slice",
            new Settings().With("starts", starts).With("lengths", lengths).With("steps", steps),
            output,
            [value]);
    }

    // Backwards is a choice of positions.
    private static (string Value, int[] Starts, int[] Steps) Forwards(NodeCall call, string value, int[] starts, int[] lengths, int[] steps)
    {
        (starts, steps) = ([.. starts], [.. steps]);
        foreach (int axis in Enumerable.Range(0, steps.Length).Where(axis => steps[axis] < 0 && lengths[axis] > 1))
        {
            int[] places = [.. Enumerable.Range(0, lengths[axis]).Select(i => starts[axis] + (i * steps[axis]))];
            value = call.Emit("Gather", new Settings().With("axis", axis).With("indices", places).With("shape", lengths[axis]), value);
            (starts[axis], steps[axis]) = (0, 1);
        }

        return (value, starts, steps);
    }

    private static void Concat(NodeCall call)
    {
        // Exporters concatenate empty tensors while they compute shapes.
        string[] parts = [.. call.Inputs.Where(input => !call.ShapeOf(input).Contains(0))];
        int axis = Extents.Axis(call.Attributes.Int("axis", 1), call.Rank(0));
        if (parts.Length == 0)
        {
            parts = [call.Input(0)];
        }

        if (parts.Length == 1)
        {
            call.ResultIs(parts[0]);
            return;
        }

        call.Result("Concat", new Settings().With("axis", axis), parts);
    }

    private static void Gather(NodeCall call)
    {
        int axis = call.Axis(call.Attributes.Int("axis"));
        OnnxTensor indices = call.Constant(1, "indices");
        int size = call.Shape(0)[axis];
        int[] places = [.. indices.Sizes().Select(index => Extents.Axis(index, size))];
        call.Result("Gather", new Settings().With("axis", axis).With("indices", places).With("shape", [.. indices.Shape]), call.Input(0));
    }

    private static void Slice(NodeCall call)
    {
        IReadOnlyList<int> shape = call.Shape(0);
        int[] from = call.Optional(1, "start")?.Sizes() ?? call.Attributes.Ints("starts") ?? [];
        int[] to = call.Optional(2, "end")?.Sizes() ?? call.Attributes.Ints("ends") ?? [];
        int[] axes = call.Axes(3, shape.Count) ?? [.. Enumerable.Range(0, from.Length)];
        int[] by = call.Optional(4, "step")?.Sizes() ?? [.. from.Select(_ => 1)];
        if (to.Length != from.Length || axes.Length != from.Length || by.Length != from.Length || axes.Any(axis => axis >= shape.Count))
        {
            throw RefusalException.Shapes("it has different numbers of starts, ends, axes and steps");
        }

        int[] starts = new int[shape.Count];
        int[] lengths = [.. shape];
        int[] steps = [.. shape.Select(_ => 1)];
        for (int i = 0; i < axes.Length; i++)
        {
            (starts[axes[i]], lengths[axes[i]]) = Range(from[i], to[i], by[i], shape[axes[i]]);
            steps[axes[i]] = by[i];
        }

        EmitSlice(call, call.Input(0), starts, lengths, steps, call.Output());
    }

    private static (int Start, int Length) Range(int from, int to, int by, int size)
    {
        if (by == 0)
        {
            throw RefusalException.Shapes("a step of 0");
        }

        long At(long place, long least, long most) => Math.Clamp(place < 0 ? place + size : place, least, most);
        long start = by > 0 ? At(from, 0, size) : At(from, 0, size - 1);
        long end = by > 0 ? At(to, 0, size) : At(to, -1, size - 1);
        long length = by > 0 ? (end - start + by - 1) / by : (start - end - by - 1) / -by;
        return ((int)start, (int)Math.Max(0, length));
    }

    private static void Split(NodeCall call)
    {
        IReadOnlyList<int> shape = call.Shape(0);
        int axis = call.Axis(call.Attributes.Int("axis"));
        int count = call.Attributes.Int("num_outputs", call.OutputCount);
        int[] sizes = call.Optional(1, "sizes")?.Sizes() ?? call.Attributes.Ints("split") ?? Parts(shape[axis], count);
        if (sizes.Sum(size => (long)size) != shape[axis] || sizes.Length < call.OutputCount)
        {
            throw RefusalException.Shapes($"parts of {string.Join(", ", sizes)} are not the {shape[axis]} positions of axis {axis}");
        }

        int start = 0;
        for (int i = 0; i < call.OutputCount; i++)
        {
            int[] starts = new int[shape.Count];
            int[] lengths = [.. shape];
            (starts[axis], lengths[axis]) = (start, sizes[i]);
            if (call.Output(i).Length > 0)
            {
                EmitSlice(call, call.Input(0), starts, lengths, [.. shape.Select(_ => 1)], call.Output(i));
            }

            start += sizes[i];
        }
    }

    // Equal parts; the last is shorter where they do not fit.
    private static int[] Parts(int length, int count)
    {
        int size = (length + count - 1) / Math.Max(1, count);
        return [.. Enumerable.Range(0, count).Select(i => Math.Max(0, Math.Min(size, length - (i * size))))];
    }
}
