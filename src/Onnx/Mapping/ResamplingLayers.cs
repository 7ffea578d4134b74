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
    private const double SinglePrecision = 2e-7;

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
            "cubic" => UpsampleMode.Bicubic,
            string other => throw RefusalException.Setting($"interpolation by mode {other}"),
        };
        int[] sizes = [.. groups[1..].Select(group => size[group[0]])];
        double[] scales = [.. groups[1..].Select(group => scale[group[0]])];
        bool isAntialiased = mode != UpsampleMode.Nearest && settings.Flag("antialias") && scales.Any(factor => factor < 1);
        double Rest(int axis) => Math.Abs((source.Shape[axis] * scale[axis]) - size[axis]);
        bool isScaledWhole = groups[1..].All(group => Rest(group[0]) == 0);

        // A scale in single precision that is the ratio of two sizes means them.
        bool isSized = settings.Flag("sized")
            || (!isScaledWhole && groups[1..].All(group => Rest(group[0]) <= SinglePrecision * size[group[0]]));
        NearestRounding rounding = mode == UpsampleMode.Nearest ? Rounding(settings.Text("nearest")) : NearestRounding.Floor;
        scales = isSized ? [] : scales.Distinct().Count() == 1 ? scales[..1] : scales;
        EquatableArray<int>? sized = isSized ? new(sizes) : null;
        var layer = new UpsampleLayer(new(scales), sized, mode)
        {
            Coordinates = Coordinates(settings.Text("coordinates"), mode, isSized || isScaledWhole),
            Rounding = rounding,
            CubicCoefficient = mode == UpsampleMode.Bicubic ? settings.Real("cubic") : UpsampleLayer.DefaultCubicCoefficient,
            Antialias = isAntialiased,
            ExcludeOutside = settings.Flag("exclude") && (isAntialiased || mode == UpsampleMode.Bicubic),
        };
        return call.Layer(source, groups, layer);
    }

    private static NearestRounding Rounding(string nearest) => nearest switch
    {
        "floor" => NearestRounding.Floor,
        "ceil" => NearestRounding.Ceiling,
        "round_prefer_floor" => NearestRounding.HalfDown,
        "round_prefer_ceil" => NearestRounding.HalfUp,
        _ => throw RefusalException.Setting($"the nearest position by {nearest}"),
    };

    private static SampleCoordinates Coordinates(string coordinates, UpsampleMode mode, bool hasScaledSize) => coordinates switch
    {
        // The defaults of the layer.
        "asymmetric" when mode == UpsampleMode.Nearest => SampleCoordinates.Standard,
        "half_pixel" when mode != UpsampleMode.Nearest => SampleCoordinates.Standard,
        "half_pixel" => SampleCoordinates.HalfPixel,
        "half_pixel_symmetric" => SampleCoordinates.HalfPixelSymmetric,
        "align_corners" => hasScaledSize ? SampleCoordinates.AlignCorners : SampleCoordinates.AlignScaledCorners,
        "asymmetric" => SampleCoordinates.Asymmetric,
        "tf_half_pixel_for_nn" => SampleCoordinates.HalfPixelForNearest,
        _ => throw RefusalException.Setting($"coordinates {coordinates}"),
    };

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
