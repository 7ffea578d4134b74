using static ConvGen.Onnx.Exporting.NodeAttributes;

namespace ConvGen.Onnx.Exporting;

/// <summary>Moves blocks of a value: its axes are split, exchanged, and joined to those of the result.</summary>
internal static class Blocks
{
    /// <summary>Adds the nodes.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="split">The axes of an example when they are split.</param>
    /// <param name="order">For each of them, in the order of the result, which one it is.</param>
    public static string Move(ExportedLayer layer, int[] split, int[] order)
    {
        string blocks = layer.Add("Reshape", [layer.Input, layer.Wholes("blocks", [0, .. split])]);
        string moved = layer.Add("Transpose", blocks, Wholes("perm", [0, .. order.Select(axis => axis + 1)]));
        return layer.Add("Reshape", [moved, layer.Wholes("shape", [0, .. ExportedLayer.Axes(layer.Node.Shape)])]);
    }
}
