using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Normalising;
using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx.Mapping;

/// <summary>Maps that become larger or smaller.</summary>
internal static class ResamplingLayers
{
    private const int MaxSpatial = 3;

    /// <summary>The family's operations.</summary>
    public static Dictionary<string, Func<OperationCall, AxisView>> Table { get; } = new() { ["Pad"] = Pad, ["Resize"] = Resize };

    private static AxisView Pad(OperationCall call)
    {
        AxisView source = call.Data();
        Settings settings = call.Settings;
        int[] begin = settings.Ints("begin");
        int[] end = settings.Ints("end");
        int[][] groups = Groups(source, [.. Enumerable.Range(0, source.Rank).Where(axis => begin[axis] != 0 || end[axis] != 0)]);
        PadMode mode = settings.Text("mode") switch
        {
            "constant" => PadMode.Constant,
            "reflect" => PadMode.Reflect,
            "edge" => PadMode.Replicate,
            "wrap" => PadMode.Circular,
            string other => throw RefusalException.Setting($"padding by mode {other}"),
        };
        int[] Along(int[] pads) => [.. groups[1..].Select(group => pads[group[0]])];
        (int[] before, int[] behind) = (Along(begin), Along(end));
        WindowSettings window = !before.SequenceEqual(behind)
            ? new() { K = 1, PadBegin = new EquatableArray<int>(before), PadEnd = new EquatableArray<int>(behind) }
            : before.Distinct().Count() == 1 ? new() { K = 1, P = before[0] }
            : new() { K = 1, Pad = new EquatableArray<int>(before) };
        return call.Layer(source, groups, new PadLayer(window, mode, mode == PadMode.Constant ? settings.Real("value") : 0));
    }

    private static AxisView Resize(OperationCall call)
    {
        AxisView source = call.Data();
        Settings settings = call.Settings;
        int[] size = settings.Ints("size");
        double[] scale = settings.Reals("scale");
        bool Changes(int axis) => size[axis] != source.Shape[axis] || scale[axis] != 1;
        int[][] groups = Groups(source, [.. Enumerable.Range(0, source.Rank).Where(Changes)]);
        UpsampleMode mode = settings.Text("mode") switch
        {
            "nearest" => UpsampleMode.Nearest,
            "linear" or "bilinear" => UpsampleMode.Bilinear,
            string other => throw RefusalException.Setting($"interpolation by mode {other}"),
        };
        if (settings.Flag("antialias"))
        {
            throw RefusalException.Setting("antialiasing");
        }

        int[] sizes = [.. groups[1..].Select(group => size[group[0]])];
        (SampleCoordinates coordinates, NearestRounding rounding) = Sampling(settings, mode, sizes);
        double[] scales = [.. groups[1..].Select(group => scale[group[0]])];
        scales = settings.Flag("sized") ? [] : scales.Distinct().Count() == 1 ? scales[..1] : scales;
        EquatableArray<int>? sized = settings.Flag("sized") ? new(sizes) : null;
        var layer = new UpsampleLayer(new(scales), sized, mode)
        {
            Coordinates = coordinates,
            Rounding = rounding,
        };
        return call.Layer(source, groups, layer);
    }

    private static (SampleCoordinates Coordinates, NearestRounding Rounding) Sampling(Settings settings, UpsampleMode mode, int[] sizes)
    {
        string coordinates = settings.Text("coordinates");
        NearestRounding rounding = settings.Text("nearest") switch
        {
            "floor" => NearestRounding.Floor,
            "ceil" => NearestRounding.Ceiling,
            "round_prefer_floor" => NearestRounding.HalfDown,
            _ => NearestRounding.HalfUp,
        };
        if (mode != UpsampleMode.Nearest)
        {
            rounding = NearestRounding.Floor;
        }

        return coordinates switch
        {
            // The defaults of the layer.
            "asymmetric" when mode == UpsampleMode.Nearest => (SampleCoordinates.Standard, rounding),
            "half_pixel" when mode == UpsampleMode.Bilinear => (SampleCoordinates.Standard, rounding),
            "half_pixel" => (SampleCoordinates.HalfPixel, rounding),

            // The same, but for an axis of one position, which lies at the first instead of in the middle.
            "pytorch_half_pixel" when sizes.All(size => size > 1) => (SampleCoordinates.HalfPixel, rounding),
            "half_pixel_symmetric" => (SampleCoordinates.HalfPixelSymmetric, rounding),
            "align_corners" => (SampleCoordinates.AlignCorners, rounding),
            "asymmetric" => (SampleCoordinates.Asymmetric, rounding),

            // ⌊(o + 1/2)/s⌋ is the nearest by half pixels, halfway the one after.
            "tf_half_pixel_for_nn" when rounding == NearestRounding.Floor => (SampleCoordinates.HalfPixel, NearestRounding.HalfUp),

            // ⌈(o + 1/2)/s − 1/2⌉ is the one after, by half pixels.
            "tf_half_pixel_for_nn" when rounding == NearestRounding.HalfDown => (SampleCoordinates.HalfPixel, NearestRounding.Ceiling),
            _ => throw RefusalException.Setting($"coordinates {coordinates}"),
        };
    }

    // The axes of a map where only positions change. Otherwise what changes is spatial, and what does not are channels.
    private static int[][] Groups(AxisView source, int[] changed)
    {
        if (source.Rank is > 2 and <= MaxSpatial + 2 && changed.All(axis => axis > 1) && source.Moving.All(axis => axis > 0))
        {
            return OperationCall.MapAxes(source);
        }

        int[] moving = [.. source.Moving.Union(changed).Order()];
        if (moving.Length <= MaxSpatial)
        {
            return [[], .. moving.Select(axis => new[] { axis })];
        }

        return changed.Length <= MaxSpatial
            ? [[.. moving.Except(changed)], .. changed.Select(axis => new[] { axis })]
            : throw RefusalException.Setting($"a change along {changed.Length} axes");
    }
}
