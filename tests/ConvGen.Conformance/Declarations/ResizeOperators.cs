using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>Changes of a map's size in both vocabularies.</summary>
internal static class ResizeOperators
{
    private const int FirstWithRegion = 11;

    public static Value Resize(OperatorCall call)
    {
        bool isOld = call.Opset < FirstWithRegion;
        Value source = call.Map(0);
        int[] axes = call.Attributes.Ints("axes") is { } given
            ? [.. given.Select(axis => CommonLayers.Axis(axis, source.Rank))]
            : [.. Enumerable.Range(0, source.Rank)];
        Tensor? scales = call.OptionalConstant(isOld ? 1 : 2), sizes = isOld ? null : call.OptionalConstant(3);
        LayerText layer = new("Upsample");
        if (sizes is { Length: > 0 })
            AddSizes(call, layer, source, axes, [.. sizes.Integers.Select(size => (int)size)]);
        else
            AddScales(call, layer, source.Rank, axes, [.. scales!.Floats.Select(scale => (double)scale)]);

        string standard = isOld ? "asymmetric" : "half_pixel";
        AddMode(call, layer, call.Attributes.Text("mode", "nearest"));
        string coordinates = call.Attributes.Text("coordinate_transformation_mode", standard) switch
        {
            "half_pixel" => "HalfPixel",

            // The same, but for an axis of one position, which lies at the first instead of in the middle.
            "pytorch_half_pixel" when sizes?.Integers.All(size => size > 1) == true => "HalfPixel",
            "half_pixel_symmetric" => "HalfPixelSymmetric",
            "align_corners" => "AlignCorners",
            "asymmetric" => "Asymmetric",
            var other => throw call.Unsupported($"with coordinates {other}"),
        };
        string nearest = call.Attributes.Text("nearest_mode", isOld ? "floor" : "round_prefer_floor") switch
        {
            "floor" => "Floor",
            "ceil" => "Ceiling",
            "round_prefer_floor" => "HalfDown",
            _ => "HalfUp",
        };
        layer.Property("Coordinates", $"SampleCoordinates.{coordinates}").Property("Rounding", $"NearestRounding.{nearest}");
        if (call.Attributes.Flag("antialias"))
            throw call.Unsupported("with antialiasing");
        return call.Layer(layer, source);
    }

    /// <summary>ONNX's operator before Resize.</summary>
    public static Value OnnxUpsample(OperatorCall call)
    {
        Value source = call.Map(0);
        LayerText layer = new("Upsample");
        double[] scales = call.OptionalConstant(1) is { } given
            ? [.. given.Floats.Select(scale => (double)scale)]
            : call.Attributes.Reals("scales") ?? throw call.Unsupported("without scales");
        AddScales(call, layer, source.Rank, [.. Enumerable.Range(0, source.Rank)], scales);
        AddMode(call, layer, call.Attributes.Text("mode", "nearest"));
        return call.Layer(layer.Property("Coordinates", "SampleCoordinates.Asymmetric"), source);
    }

    public static Value Upsample(OperatorCall call)
    {
        LayerText layer = new LayerText("Upsample").Property("Size", LayerText.Numbers(call.Attributes.Ints("size")!));
        string mode = call.Attributes.Text("mode", "nearest");
        AddMode(call, layer, mode);
        if (mode != "nearest" && call.Attributes.Flag("align_corners"))
            layer.Property("AlignCorners", "true");
        return call.Layer(layer, call.Map(0));
    }

    private static void AddMode(OperatorCall call, LayerText layer, string mode) => layer.Property("Mode", mode switch
    {
        "nearest" => "UpsampleMode.Nearest",
        "linear" or "bilinear" or "trilinear" => "UpsampleMode.Bilinear",
        _ => throw call.Unsupported($"by mode {mode}"),
    });

    private static void AddScales(OperatorCall call, LayerText layer, int rank, int[] axes, double[] scales)
    {
        double[] all = [.. Enumerable.Repeat(1.0, rank)];
        for (int i = 0; i < axes.Length; i++)
            all[axes[i]] = scales[i];
        if (all[0] != 1 || all[1] != 1)
            throw call.Unsupported("of examples or channels");
        layer.Property("Scale", $"[{string.Join(", ", all[2..].Select(scale => LayerText.Number(scale)))}]");
    }

    private static void AddSizes(OperatorCall call, LayerText layer, Value source, int[] axes, int[] sizes)
    {
        int[] shape = source.View?.Shape ?? throw call.Unsupported("to sizes of a computed value");
        string policy = call.Attributes.Text("keep_aspect_ratio_policy", "stretch");
        if (policy != "stretch")
        {
            // One scale for all axes, the largest that stays inside the sizes or the smallest that fills them.
            IEnumerable<double> scales = axes.Select((axis, i) => (double)sizes[i] / shape[axis]);
            double scale = policy == "not_larger" ? scales.Min() : scales.Max();
            sizes = [.. axes.Select(axis => (int)Math.Floor((scale * shape[axis]) + 0.5))];
        }

        int[] all = [.. shape];
        for (int i = 0; i < axes.Length; i++)
            all[axes[i]] = sizes[i];
        if (all[0] != shape[0] || all[1] != shape[1])
            throw call.Unsupported("of examples or channels");
        layer.Property("Size", LayerText.Numbers(all[2..]));
    }
}
