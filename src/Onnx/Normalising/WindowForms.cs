using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx.Normalising;

/// <summary>Convolutions and poolings: every rule of padding becomes numbers.</summary>
internal static class WindowForms
{
    /// <summary>The family's operators.</summary>
    public static Dictionary<string, Action<NodeCall>> Table { get; } = new()
    {
        ["AveragePool"] = call => Pool(call, "AveragePool", new Settings().With("counts", call.Attributes.Int("count_include_pad"))),
        ["Conv"] = Conv,
        ["ConvTranspose"] = ConvTranspose,
        ["LpPool"] = call => Pool(call, "LpPool", new Settings().With("p", call.Attributes.Int("p", 2))),
        ["MaxPool"] = MaxPool,
    };

    private static void MaxPool(NodeCall call)
    {
        if (call.IsOutputRead(1))
        {
            throw RefusalException.Setting("the indices of the maxima are read");
        }

        Pool(call, "MaxPool", new Settings());
    }

    private static void Pool(NodeCall call, string op, Settings settings)
    {
        int[] kernel = call.Attributes.Ints("kernel_shape") ?? throw RefusalException.Shapes("it has no kernel_shape");
        call.Result(op, Window(call, kernel, settings).With("ceil", call.Attributes.Int("ceil_mode")), call.Input(0));
    }

    private static void Conv(NodeCall call)
    {
        int[] kernel = Kernel(call);
        Settings settings = Window(call, kernel, new Settings()).With("group", Math.Max(1, call.Attributes.Int("group", 1)));
        call.Result("Conv", settings, Operands(call));
    }

    private static int[] Kernel(NodeCall call)
    {
        int[] kernel = [.. call.Shape(1).Skip(2)];
        return call.Attributes.Ints("kernel_shape") is { } given && !given.SequenceEqual(kernel)
            ? throw RefusalException.Shapes($"kernel_shape is {string.Join("×", given)}, the weights are {string.Join("×", kernel)}")
            : kernel;
    }

    private static string[] Operands(NodeCall call) =>
        call.Has(2) ? [call.Input(0), call.Input(1), call.Input(2)] : [call.Input(0), call.Input(1)];

    private static Settings Window(NodeCall call, int[] kernel, Settings settings)
    {
        int[] strides = PerAxis(call, "strides", kernel.Length, 1);
        int[] dilations = PerAxis(call, "dilations", kernel.Length, 1);
        int[] extents = Spatial(call, kernel.Length);
        (int[] begin, int[] end) = Padding(call, kernel.Length);
        string rule = call.Attributes.Text("auto_pad", "NOTSET");
        bool isSame = rule is "SAME_UPPER" or "SAME_LOWER";
        for (int axis = 0; axis < kernel.Length && isSame; axis++)
        {
            long windows = (extents[axis] + strides[axis] - 1L) / strides[axis];
            long reach = ((windows - 1) * strides[axis]) + ((kernel[axis] - 1L) * dilations[axis]) + 1;
            int total = (int)Math.Clamp(reach - extents[axis], 0, int.MaxValue);
            (begin[axis], end[axis]) = rule == "SAME_UPPER" ? (total / 2, total - (total / 2)) : (total - (total / 2), total / 2);
        }

        return settings.With("kernel", kernel).With("strides", strides).With("dilations", dilations).With("begin", begin).With("end", end);
    }

    // output_shape decides the padding, where it is given; what it wants beyond the last window is added at the end.
    private static void ConvTranspose(NodeCall call)
    {
        int[] kernel = Kernel(call);
        int[] extents = Spatial(call, kernel.Length);
        int[] strides = PerAxis(call, "strides", kernel.Length, 1);
        int[] dilations = PerAxis(call, "dilations", kernel.Length, 1);
        int[] added = PerAxis(call, "output_padding", kernel.Length, 0);
        (int[] begin, int[] end) = Padding(call, kernel.Length);
        string rule = call.Attributes.Text("auto_pad", "NOTSET");
        bool isSame = rule is "SAME_UPPER" or "SAME_LOWER";
        int[]? wanted = call.Attributes.Ints("output_shape")?.TakeLast(kernel.Length).ToArray();
        if (wanted is null && isSame)
        {
            wanted = [.. extents.Select((extent, axis) => extent * strides[axis])];
        }

        for (int axis = 0; axis < kernel.Length && wanted is not null; axis++)
        {
            int total = ((extents[axis] - 1) * strides[axis]) + added[axis] + ((kernel[axis] - 1) * dilations[axis]) + 1 - wanted[axis];
            added[axis] += Math.Max(0, -total);
            total = Math.Max(0, total);
            (begin[axis], end[axis]) = rule == "SAME_UPPER" ? (total / 2, total - (total / 2)) : (total - (total / 2), total / 2);
        }

        Settings settings = new Settings().With("kernel", kernel).With("strides", strides).With("dilations", dilations)
            .With("begin", begin).With("end", end).With("added", added).With("group", Math.Max(1, call.Attributes.Int("group", 1)));
        call.Result("ConvTranspose", settings, Operands(call));
    }

    private static int[] Spatial(NodeCall call, int axes)
    {
        int[] extents = [.. call.Shape(0).Skip(2)];
        return extents.Length == axes && axes > 0
            ? extents
            : throw RefusalException.Shapes($"a window of {axes} axes over a value with {extents.Length} of them");
    }

    private static (int[] Begin, int[] End) Padding(NodeCall call, int axes)
    {
        int[] pads = call.Attributes.Text("auto_pad", "NOTSET") == "NOTSET" ? PerAxis(call, "pads", 2 * axes, 0) : new int[2 * axes];
        return (pads[..axes], pads[axes..]);
    }

    private static int[] PerAxis(NodeCall call, string name, int count, int otherwise)
    {
        int[] values = call.Attributes.Ints(name) ?? [.. Enumerable.Repeat(otherwise, count)];
        bool isValid = values.Length == count && values.All(value => value >= otherwise);
        return isValid ? values : throw RefusalException.Shapes($"{name} is [{string.Join(", ", values)}], for {count} numbers");
    }
}
