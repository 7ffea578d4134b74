using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Primitives;
using static ConvGen.Onnx.Exporting.NodeAttributes;

namespace ConvGen.Onnx.Exporting;

/// <summary>Poolings to a number of windows that together cover the map.</summary>
internal static class GlobalPoolingNodes
{
    /// <summary>The family's layers.</summary>
    public static ExportTable Table { get; } = Build();

    private static ExportTable Build()
    {
        var table = new ExportTable();
        table.Add<GlobalMaxPoolLayer>("GlobalMaxPool");
        table.Add<GlobalAvgPoolLayer>("GlobalAveragePool");
        table.Add<AdaptiveMaxPoolLayer>((layer, _) => Pool(layer, layer.Node.Shape.Spatial, PoolingKind.Max));
        table.Add<AdaptiveAvgPoolLayer>((layer, _) => Pool(layer, layer.Node.Shape.Spatial, PoolingKind.Average));
        table.Add<PyramidPoolLayer>(Pyramid);
        return table;
    }

    private static string Pyramid(ExportedLayer layer, PyramidPoolLayer pool)
    {
        string[] levels =
        [
            .. pool.Levels.Select(level => layer.Add(
                "Flatten",
                Pool(layer, layer.InputShape.Spatial.Select(_ => level).ToEquatableArray(), pool.Pooling),
                Whole("axis", 1))),
        ];
        return levels.Length == 1 ? levels[0] : layer.Add("Concat", levels, Whole("axis", 1));
    }

    // Where all windows of an axis are of one size and one distance, they are those of an ordinary pooling.
    private static string Pool(ExportedLayer layer, EquatableArray<int> sizes, PoolingKind kind)
    {
        if (sizes.All(size => size == 1))
        {
            return layer.Add(kind == PoolingKind.Max ? "GlobalMaxPool" : "GlobalAveragePool", layer.Input);
        }

        (int Begin, int End)[][] windows = [.. layer.InputShape.Spatial.Zip(sizes, Windows)];
        (int Kernel, int Stride)?[] regular = [.. windows.Select(Regular)];
        return regular.All(axis => axis is not null)
            ? layer.Add(
                kind == PoolingKind.Max ? "MaxPool" : "AveragePool",
                layer.Input,
                Wholes("kernel_shape", regular.Select(axis => axis!.Value.Kernel)),
                Wholes("strides", regular.Select(axis => axis!.Value.Stride)))
            : AxisByAxis(layer, windows, kind == PoolingKind.Max ? "ReduceMax" : "ReduceMean");
    }

    private static (int Begin, int End)[] Windows(int input, int windows) =>
    [
        .. Enumerable.Range(0, windows).Select(
            window => ((int)((long)window * input / windows), (int)((((window + 1L) * input) + windows - 1) / windows))),
    ];

    private static (int Kernel, int Stride)? Regular((int Begin, int End)[] windows)
    {
        int kernel = windows[0].End, stride = windows.Length > 1 ? windows[1].Begin : 1;
        bool isRegular = stride > 0 && windows.Select((window, i) => window == (i * stride, (i * stride) + kernel)).All(fits => fits);
        return isRegular ? (kernel, stride) : null;
    }

    // A window is the product of its ranges along the axes, so each axis can be pooled by itself.
    private static string AxisByAxis(ExportedLayer layer, (int Begin, int End)[][] windows, string op)
    {
        string value = layer.Input;
        for (int i = 0; i < windows.Length; i++)
        {
            int axis = i + 2;
            string[] pooled =
            [
                .. windows[i].Select(window => layer.Add(
                    op, Slices.Add(layer, value, axis, window.Begin, window.End), Wholes("axes", [axis]), Whole("keepdims", 1))),
            ];
            value = pooled.Length == 1 ? pooled[0] : layer.Add("Concat", pooled, Whole("axis", axis));
        }

        return value;
    }
}
