using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Protobuf;
using static ConvGen.Onnx.Exporting.NodeAttributes;

namespace ConvGen.Onnx.Exporting;

/// <summary>Resampling of maps.</summary>
internal static class ResamplingNodes
{
    /// <summary>The family's layers.</summary>
    public static ExportTable Table { get; } = Build();

    private static ExportTable Build()
    {
        var table = new ExportTable();
        table.Add<UpsampleLayer>(Resize);
        return table;
    }

    // Runtimes interpolate maps of two and three axes: a line is a map of one row.
    private static string Resize(ExportedLayer layer, UpsampleLayer upsample)
    {
        EquatableArray<SampledAxis> axes = upsample.Along(layer.InputShape);
        AttributeProto[] attributes = [.. Attributes(upsample, axes)];
        bool isLine = axes.Count == 1;
        string map = isLine ? layer.Add("Unsqueeze", [layer.Input, layer.Wholes("axis", [2])]) : layer.Input;
        float[] scales = [1, 1, .. isLine ? (float[])[1] : [], .. axes.Select(axis => Scale(axis, upsample.Placement))];
        string resized = layer.Add("Resize", [map, string.Empty, layer.Constant("scales", [scales.Length], scales)], attributes);
        return isLine ? layer.Add("Squeeze", [resized, layer.Wholes("axis", [2])]) : resized;
    }

    private static IEnumerable<AttributeProto> Attributes(UpsampleLayer upsample, EquatableArray<SampledAxis> axes)
    {
        RequireOperator(upsample, axes);
        yield return Word("mode", upsample.Mode switch
        {
            UpsampleMode.Nearest => "nearest",
            UpsampleMode.Bilinear => "linear",
            _ => "cubic",
        });
        yield return Word("coordinate_transformation_mode", upsample.Placement switch
        {
            SampleCoordinates.AlignCorners or SampleCoordinates.AlignScaledCorners => "align_corners",
            SampleCoordinates.Asymmetric => "asymmetric",
            _ => "half_pixel",
        });
        if (upsample.Mode == UpsampleMode.Bicubic)
        {
            yield return Real("cubic_coeff_a", upsample.CubicCoefficient);
            yield return Whole("exclude_outside", upsample.ExcludeOutside ? 1 : 0);
        }

        if (upsample.Mode == UpsampleMode.Nearest)
        {
            yield return Word("nearest_mode", upsample.Rounding switch
            {
                // The cell that a position is in is the one whose centre is nearest.
                _ when upsample.Placement == SampleCoordinates.HalfPixelForNearest => "round_prefer_ceil",
                NearestRounding.Floor => "floor",
                NearestRounding.Ceiling => "ceil",
                NearestRounding.HalfDown => "round_prefer_floor",
                _ => "round_prefer_ceil",
            });
        }
    }

    private static void RequireOperator(UpsampleLayer upsample, EquatableArray<SampledAxis> axes)
    {
        bool hasRest = axes.Any(axis => axis.Scale is not null), isShortened = axes.Any(axis => axis.Output < axis.Input);
        string? missing = upsample switch
        {
            { Placement: SampleCoordinates.HalfPixelSymmetric } when hasRest => "the coordinates half_pixel_symmetric before opset 19",
            { Placement: SampleCoordinates.AlignScaledCorners } when hasRest =>
                "the coordinates of corners of a length that is no whole number in every runtime",
            { Placement: SampleCoordinates.HalfPixelForNearest, Mode: not UpsampleMode.Nearest }
                or { Placement: SampleCoordinates.HalfPixelForNearest, Rounding: not NearestRounding.Floor } =>
                "the coordinates tf_half_pixel_for_nn but for the cell that a position is in",
            { Mode: not UpsampleMode.Nearest, Antialias: true } when isShortened => "filters that are stretched before opset 18",
            { Mode: UpsampleMode.Bicubic } when axes.Count > 2 => "cubic interpolation of three axes",
            _ => null,
        };
        if (missing is not null)
        {
            throw new NoCounterpartException($"Resize does not have {missing}");
        }
    }

    // The nearest number in single precision from which the size of the result follows.
    private static float Scale(SampledAxis axis, SampleCoordinates placement)
    {
        // Where corners lie on each other the sizes alone count, and runtimes differ about the rest of a scale.
        bool isOfSizes = axis.Scale is null || placement == SampleCoordinates.AlignCorners;
        float scale = (float)(isOfSizes ? (double)axis.Output / axis.Input : axis.Scale!.Value);
        while ((int)MathF.Floor(axis.Input * scale) < axis.Output)
        {
            scale = MathF.BitIncrement(scale);
        }

        return scale;
    }
}
