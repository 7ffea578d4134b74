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

        if (!isTransposed && !begin.SequenceEqual(end) && Rule(settings, extents) is { } rule)
        {
            window = window with { Padding = rule };
        }
        else if (!begin.SequenceEqual(end))
        {
            window = window with { PadBegin = new EquatableArray<int>(begin), PadEnd = new EquatableArray<int>(end) };
        }
        else if (begin.Any(pad => pad > 0))
        {
            window = IsOne(begin) ? window with { P = begin[0] } : window with { Pad = new EquatableArray<int>(begin) };
        }

        // One tap is not spread.
        if (dilations.Where((dilation, axis) => dilation > 1 && kernel[axis] > 1).Any())
        {
            window = IsOne(dilations)
                ? window with { Dilation = dilations[0] }
                : window with { Dilations = new EquatableArray<int>(dilations) };
        }

        // Where strides tile the input, or a rule says what the output is, nothing has to be said.
        bool isTiled = isTransposed || window.Padding != PaddingKind.Explicit || kernel.Select((taps, axis) =>
            (extents[axis] + begin[axis] + end[axis] - ((taps - 1) * dilations[axis]) - 1) % strides[axis]).All(rest => rest == 0);
        return isTiled ? window
            : window with { Rounding = settings.Has("ceil") && settings.Flag("ceil") ? RoundingMode.Ceiling : RoundingMode.Floor };
    }

    // Numbers that are what a rule makes of these sizes; the rule says more than they do.
    private static PaddingKind? Rule(Settings settings, IReadOnlyList<int> extents)
    {
        int Total(int axis)
        {
            int stride = settings.Ints("strides")[axis];
            int reach = ((settings.Ints("kernel")[axis] - 1) * settings.Ints("dilations")[axis]) + 1;
            return Math.Max(0, ((((extents[axis] - 1) / stride) * stride) + reach) - extents[axis]);
        }

        bool Fits(string less, string more) => Enumerable.Range(0, extents.Count).All(axis =>
            settings.Ints(less)[axis] == Total(axis) / 2 && settings.Ints(more)[axis] == Total(axis) - (Total(axis) / 2));
        // Causal padding makes the same of inputs of every length, so it is what is meant where several rules fit.
        bool overhangs = settings.Has("ceil") && settings.Flag("ceil") && (extents[0] - 1) % settings.Ints("strides")[0] > 0;
        if (extents.Count == 1 && settings.Ints("end")[0] == 0 && !overhangs
            && settings.Ints("begin")[0] == (settings.Ints("kernel")[0] - 1) * settings.Ints("dilations")[0])
        {
            return PaddingKind.Causal;
        }

        return Fits("begin", "end") ? PaddingKind.Same : Fits("end", "begin") ? PaddingKind.SameLower : null;
    }

    private static bool IsOne(int[] values) => values.Distinct().Count() == 1;
}
