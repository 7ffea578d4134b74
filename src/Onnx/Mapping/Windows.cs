using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Normalising;

namespace ConvGen.Onnx.Mapping;

/// <summary>Windows as a person writes them: one number where all axes have the same, nothing where it is the default.</summary>
internal static class Windows
{
    /// <summary>The window of an operation.</summary>
    /// <param name="settings">The operation's settings.</param>
    /// <param name="extents">The spatial sizes that it reads.</param>
    /// <param name="isPooling">Whether the stride defaults to the kernel.</param>
    /// <param name="isTransposed">Whether it is a transposed convolution, which tiles its output always.</param>
    public static WindowSettings Of(Settings settings, IReadOnlyList<int> extents, bool isPooling, bool isTransposed = false)
    {
        int[] kernel = settings.Ints("kernel");
        int[] strides = settings.Ints("strides");
        int[] dilations = settings.Ints("dilations");
        int[] begin = settings.Ints("begin");
        int[] end = settings.Ints("end");
        WindowSettings window = IsOne(kernel) ? new() { K = kernel[0] } : new() { Kernel = new(kernel) };
        bool isDefault = isPooling ? strides.SequenceEqual(kernel) : strides.All(stride => stride == 1);
        if (!isDefault)
        {
            window = IsOne(strides) ? window with { S = strides[0] } : window with { Stride = new(strides) };
        }

        if (!begin.SequenceEqual(end))
        {
            window = window with { PadBegin = new EquatableArray<int>(begin), PadEnd = new EquatableArray<int>(end) };
        }
        else if (begin.Any(pad => pad > 0))
        {
            window = IsOne(begin) ? window with { P = begin[0] } : window with { Pad = new EquatableArray<int>(begin) };
        }

        if (dilations.Any(dilation => dilation > 1))
        {
            window = IsOne(dilations)
                ? window with { Dilation = dilations[0] }
                : window with { Dilations = new EquatableArray<int>(dilations) };
        }

        // Where strides tile the input nothing has to be said.
        bool isTiled = isTransposed || kernel.Select((taps, axis) =>
            (extents[axis] + begin[axis] + end[axis] - ((taps - 1) * dilations[axis]) - 1) % strides[axis]).All(rest => rest == 0);
        return isTiled ? window
            : window with { Rounding = settings.Has("ceil") && settings.Flag("ceil") ? RoundingMode.Ceiling : RoundingMode.Floor };
    }

    private static bool IsOne(int[] values) => values.Distinct().Count() == 1;
}
