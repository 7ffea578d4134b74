using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Normalising;

/// <summary>Changes of a map's size.</summary>
internal static class ResizeForms
{
    private const int FirstWithCoordinates = 11;

    /// <summary>The family's operators.</summary>
    public static Dictionary<string, Action<NodeCall>> Table { get; } = new() { ["Resize"] = Resize, ["Upsample"] = Upsample };

    // Before Resize had coordinates it was what Upsample was: the first positions lie on each other, and the nearest is the one before.
    private static void Upsample(NodeCall call)
    {
        double[] scales = call.Optional(1, "scales") is { } given ? Reals(given)
            : call.Attributes.Reals("scales") ?? OfTwoAxes(call);
        Emit(call, call.Input(0), scales, null, "asymmetric", "floor");
    }

    // Opset 1 had one number for the height and one for the width.
    private static double[] OfTwoAxes(NodeCall call) => call.Attributes.Has("height_scale")
        ? [1, 1, call.Attributes.Real("height_scale", 1), call.Attributes.Real("width_scale", 1)]
        : throw RefusalException.Shapes("it has no scales");

    private static void Resize(NodeCall call)
    {
        if (call.Opset < FirstWithCoordinates)
        {
            Emit(call, call.Input(0), Reals(call.Constant(1, "scales")), null, "asymmetric", "floor");
            return;
        }

        IReadOnlyList<int> shape = call.Shape(0);
        int[] axes = call.Attributes.Ints("axes") is { } given
            ? [.. given.Select(axis => Extents.Axis(axis, shape.Count))]
            : [.. Enumerable.Range(0, shape.Count)];
        OnnxTensor? sizes = call.Optional(3, "sizes");
        OnnxTensor? scales = call.Optional(2, "scales");
        int[]? whole = null;
        double[] factors = [.. shape.Select(_ => 1.0)];
        if (sizes is { Length: > 0 } || scales is not { Length: > 0 })
        {
            int[] wanted = sizes?.Sizes() ?? throw RefusalException.Shapes("it has neither scales nor sizes");
            whole = [.. shape];
            Keep(call, shape, axes, wanted);
            for (int i = 0; i < axes.Length; i++)
            {
                whole[axes[i]] = wanted[i];
                factors[axes[i]] = (double)wanted[i] / shape[axes[i]];
            }
        }
        else
        {
            for (int i = 0; i < axes.Length; i++)
            {
                factors[axes[i]] = Decimals.Of(scales.Floats[i]);
            }
        }

        string coordinates = call.Attributes.Text("coordinate_transformation_mode", "half_pixel");
        string nearest = call.Attributes.Text("nearest_mode", "round_prefer_floor");
        switch (coordinates)
        {
            case "tf_crop_and_resize":
                (string region, int[] sized) = ResizeRegions.Crop(call, axes, factors, whole);
                double[] ratios = [.. sized.Select((size, axis) => (double)size / call.ShapeOf(region)[axis])];
                Emit(call, region, ratios, sized, "align_corners", nearest);
                break;
            case "pytorch_half_pixel":
                Emit(call, ResizeRegions.CropFirst(call, factors, whole), factors, whole, "half_pixel", nearest);
                break;
            default:
                Emit(call, call.Input(0), factors, whole, coordinates, nearest);
                break;
        }
    }

    // One scale for all axes, the largest that stays inside the sizes or the smallest that fills them.
    private static void Keep(NodeCall call, IReadOnlyList<int> shape, int[] axes, int[] sizes)
    {
        string policy = call.Attributes.Text("keep_aspect_ratio_policy", "stretch");
        if (policy == "stretch")
        {
            return;
        }

        double[] scales = [.. axes.Select((axis, i) => (double)sizes[i] / shape[axis])];
        double scale = policy == "not_larger" ? scales.Min() : scales.Max();
        for (int i = 0; i < axes.Length; i++)
        {
            sizes[i] = (int)Math.Floor((scale * shape[axes[i]]) + 0.5);
        }
    }

    private static void Emit(NodeCall call, string source, double[] scales, int[]? sizes, string coordinates, string nearest)
    {
        IReadOnlyList<int> shape = call.ShapeOf(source);
        if (scales.Length != shape.Count)
        {
            throw RefusalException.Shapes($"{scales.Length} scales for {shape.Count} axes");
        }

        // In single precision, as scales are in files: 7 positions by 2.142857 are 15.
        int[] output = sizes ?? [.. shape.Select((size, axis) => (int)MathF.Floor(size * (float)scales[axis]))];
        if (scales.All(scale => scale == 1) && output.SequenceEqual(shape))
        {
            call.ResultIs(source);
            return;
        }

        call.Result(
            "Resize",
            new Settings().With("size", output).With("sized", sizes is null ? 0 : 1).WithReals("scale", scales)
                .WithText("mode", call.Attributes.Text("mode", "nearest"))
                .WithText("coordinates", coordinates).WithText("nearest", nearest)
                .With("antialias", call.Attributes.Int("antialias")).With("exclude", call.Attributes.Int("exclude_outside"))
                .WithReal("cubic", call.Attributes.Real("cubic_coeff_a", -0.75)),
            source);
    }

    private static double[] Reals(OnnxTensor tensor) => [.. tensor.Floats.Select(Decimals.Of)];
}
