namespace ConvGen.Onnx.Exporting;

/// <summary>Ranges of axes.</summary>
internal static class Slices
{
    /// <summary>Adds a range of one axis of a value; the first axis is that of examples.</summary>
    public static string Add(ExportedLayer layer, string value, int axis, int begin, int end) => Add(layer, value, [axis], [begin], [end]);

    /// <summary>Adds ranges of some axes of a value.</summary>
    public static string Add(ExportedLayer layer, string value, int[] axes, int[] begins, int[] ends) => layer.Add(
        "Slice", [value, layer.Wholes("starts", begins), layer.Wholes("ends", ends), layer.Wholes("axes", axes)]);
}
