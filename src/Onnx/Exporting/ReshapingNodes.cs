using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using static ConvGen.Onnx.Exporting.NodeAttributes;

namespace ConvGen.Onnx.Exporting;

/// <summary>Layers that move, cut or sum the axes of a value.</summary>
internal static class ReshapingNodes
{
    /// <summary>The family's layers.</summary>
    public static ExportTable Table { get; } = Build();

    private static ExportTable Build()
    {
        var table = new ExportTable();
        table.Add<ReshapeLayer>((layer, _) =>
            layer.Add("Reshape", [layer.Input, layer.Wholes("shape", [0, .. ExportedLayer.Axes(layer.Node.Shape)])]));
        table.Add<FlattenLayer>((layer, _) => layer.Add("Flatten", layer.Input, Whole("axis", 1)));
        table.Add<PermuteLayer>((layer, permute) =>
            layer.Add("Transpose", layer.Input, Wholes("perm", [0, .. permute.Axes.Select(axis => axis + 1)])));
        table.Add<ReduceLayer>(Reduce);
        table.Add<CropLayer>((layer, _) => Crop(layer));
        table.Add<PadLayer>((layer, pad) => Padding.Add(layer, layer.Input, layer.Node.Axes, pad.Mode, pad.Value));
        return table;
    }

    private static string Reduce(ExportedLayer layer, ReduceLayer reduce)
    {
        IEnumerable<int> reduced = reduce.Axes.Count == 0 ? Enumerable.Range(0, layer.InputAxes.Count) : reduce.Axes;
        int[] axes = [.. reduced.Select(axis => axis + 1).Order()];
        return reduce.Reduction == ReductionKind.Sum
            ? layer.Add("ReduceSum", [layer.Input, layer.Wholes("axes", axes)], Whole("keepdims", 1))
            : layer.Add($"Reduce{reduce.Reduction}", layer.Input, Wholes("axes", axes), Whole("keepdims", 1));
    }

    private static string Crop(ExportedLayer layer)
    {
        EquatableArray<WindowAxis> axes = layer.Node.Axes;
        return Slices.Add(
            layer,
            layer.Input,
            [.. Enumerable.Range(2, axes.Count)],
            [.. axes.Select(axis => -axis.PadBegin)],
            [.. axes.Select(axis => axis.Output - axis.PadBegin)]);
    }
}
