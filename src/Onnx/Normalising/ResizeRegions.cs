using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx.Normalising;

/// <summary>Changes of size that read only a part of each axis: a slice, and a change of size of that.</summary>
internal static class ResizeRegions
{
    // The region is in single precision, and a fraction of the axis.
    private const double Tolerance = 1e-4;

    /// <summary>
    /// The part between the ends of a region that lie on positions, and the sizes that it gets. Its corners are aligned with those of
    /// the result, so that nothing beyond it is read.
    /// </summary>
    /// <param name="call">The node.</param>
    /// <param name="axes">The axes that the region is given for.</param>
    /// <param name="scales">A scale for each axis of the input.</param>
    /// <param name="sizes">The sizes of the result instead of scales.</param>
    public static (string Source, int[] Sizes) Crop(NodeCall call, int[] axes, double[] scales, int[]? sizes)
    {
        float[] region = call.Constant(1, "roi").Floats;
        if (region.Length != 2 * axes.Length)
        {
            throw RefusalException.Shapes($"a region of {region.Length} numbers for {axes.Length} axes");
        }

        IReadOnlyList<int> shape = call.Shape(0);
        int[] starts = new int[shape.Count];
        int[] lengths = [.. shape];
        int[] output = [.. shape];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = axes[i];
            (double begin, double end) = (region[i], region[i + axes.Length]);
            output[axis] = sizes is null ? (int)Math.Floor(shape[axis] * (end - begin) * scales[axis]) : sizes[axis];
            (starts[axis], lengths[axis]) = Along(begin * (shape[axis] - 1), end * (shape[axis] - 1), shape[axis], output[axis]);
        }

        bool isWhole = lengths.SequenceEqual(shape);
        if (!isWhole && (call.Attributes.Text("mode", "nearest") == "cubic" || call.Attributes.Int("antialias") != 0))
        {
            throw RefusalException.Setting("coordinates tf_crop_and_resize with a filter that reaches out of the region");
        }

        return (isWhole ? call.Input(0) : Slice(call, starts, lengths), output);
    }

    /// <summary>
    /// The first position of each axis that is left with one, which is what PyTorch's half pixels read there; its scale becomes 1.
    /// </summary>
    /// <param name="call">The node.</param>
    /// <param name="scales">A scale for each axis of the input.</param>
    /// <param name="sizes">The sizes of the result, where they are given.</param>
    public static string CropFirst(NodeCall call, double[] scales, int[]? sizes)
    {
        IReadOnlyList<int> shape = call.Shape(0);
        int[] lengths = [.. shape];
        for (int axis = 0; axis < shape.Count; axis++)
        {
            if ((sizes?[axis] ?? Math.Floor(shape[axis] * scales[axis])) == 1 && scales[axis] != 1)
            {
                (lengths[axis], scales[axis]) = (1, 1);
            }
        }

        if (lengths.SequenceEqual(shape))
        {
            return call.Input(0);
        }

        return call.Attributes.Int("antialias") == 0
            ? Slice(call, new int[shape.Count], lengths)
            : throw RefusalException.Setting("coordinates pytorch_half_pixel with antialiasing and a result of one position");
    }

    // What becomes one position lies in the middle of the region.
    private static (int Start, int Length) Along(double begin, double end, int extent, int output)
    {
        (begin, end) = output == 1 ? ((begin + end) / 2, (begin + end) / 2) : (begin, end);
        (double first, double last) = (Math.Round(begin), Math.Round(end));
        bool isOnPositions = Math.Abs(begin - first) <= Tolerance && Math.Abs(end - last) <= Tolerance;
        return isOnPositions && first >= 0 && last >= first && last < extent
            ? ((int)first, (int)(last - first) + 1)
            : throw RefusalException.Setting($"a region from position {begin:0.###} to {end:0.###} of {extent}");
    }

    private static string Slice(NodeCall call, int[] starts, int[] lengths)
    {
        string part = call.Temporary();
        SelectionForms.EmitSlice(call, call.Input(0), starts, lengths, [.. lengths.Select(_ => 1)], part);
        return part;
    }
}
