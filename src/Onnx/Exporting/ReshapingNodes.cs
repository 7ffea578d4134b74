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
        table.Add<PermuteLayer>(Permute);
        table.Add<ReduceLayer>(Reduce);
        table.Add<GatherLayer>((layer, gather) => layer.Add(
            "Gather", [layer.Input, layer.Wholes("indices", gather.Indices)], Whole("axis", gather.Axis + 1)));
        table.Add<CropLayer>((layer, _) => Crop(layer));
        table.Add<PadLayer>((layer, pad) => Padding.Add(layer, layer.Input, layer.Node.Axes, pad.Mode, pad.Value));
        return table;
    }

    private static string Permute(ExportedLayer layer, PermuteLayer permute)
    {
        int[] split = [.. permute.Whole(layer.InputShape)];
        string axes = InShape(layer, layer.Input, layer.InputAxes, split, "split");
        string moved = layer.Add("Transpose", axes, Wholes("perm", [0, .. permute.Axes.Select(axis => axis + 1)]));
        return InShape(layer, moved, permute.Axes.Select(axis => split[axis]), ExportedLayer.Axes(layer.Node.Shape), "shape");
    }

    private static string InShape(ExportedLayer layer, string value, IEnumerable<int> own, IReadOnlyList<int> wanted, string what) =>
        own.SequenceEqual(wanted) ? value : layer.Add("Reshape", [value, layer.Wholes(what, [0, .. wanted])]);

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
