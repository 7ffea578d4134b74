using ConvGen.Model.Layers;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Protobuf;
using static ConvGen.Onnx.Exporting.NodeAttributes;

namespace ConvGen.Onnx.Exporting;

/// <summary>
/// Convolutions whose filters differ from position to position: a convolution with one tap in each of its filters lays out the window of
/// every position, and a matrix product for each position follows.
/// </summary>
internal static class OwnFilters
{
    /// <summary>Adds the nodes.</summary>
    /// <param name="layer">The layer; its weight has the filters of positions first: [position…, filters, C, k…].</param>
    /// <param name="filtersOfAxis">With how many positions filters repeat along an axis; <see langword="null"/> where they do not.</param>
    public static string Add(ExportedLayer layer, int? filtersOfAxis)
    {
        EquatableArray<WindowAxis> axes = layer.Node.Axes;
        int positions = (int)layer.Node.Shape.Positions, filters = layer.Node.Shape.Channels;
        int window = layer.InputShape.Channels * Product(ExportedWindows.Kernel(axes));
        string windows = layer.Add("Reshape", [Windows(layer, axes), layer.Wholes("windows", [0, window, positions])]);
        string examples = layer.Add("Transpose", windows, Wholes("perm", [2, 0, 1]));
        string products = layer.Add("MatMul", [examples, Filters(layer, axes, filtersOfAxis, filters, window)]);
        string rows = layer.Add("Transpose", products, Wholes("perm", [1, 2, 0]));
        string map = layer.Add("Reshape", [rows, layer.Wholes("shape", [0, .. ExportedLayer.Axes(layer.Node.Shape)])]);
        return layer.Has(TensorRole.Bias) ? layer.Add("Add", [map, Bias(layer)]) : map;
    }

    // Channel c·taps + t of the result is tap t of the window over channel c.
    private static string Windows(ExportedLayer layer, EquatableArray<WindowAxis> axes)
    {
        int channels = layer.InputShape.Channels, taps = Product(ExportedWindows.Kernel(axes));
        float[] selection = new float[channels * taps * taps];
        for (int filter = 0; filter < channels * taps; filter++)
        {
            selection[(filter * taps) + (filter % taps)] = 1;
        }

        string weight = layer.Constant("selection", [channels * taps, 1, .. ExportedWindows.Kernel(axes)], selection);
        AttributeProto[] attributes =
            [.. ExportedWindows.Attributes(axes, ExportedWindows.Read(axes)), Whole("group", channels)];
        return layer.Add("Conv", [layer.Input, weight], attributes);
    }

    // For each position a matrix of windows by filters.
    private static string Filters(ExportedLayer layer, EquatableArray<WindowAxis> axes, int? filtersOfAxis, int filters, int window)
    {
        int banks = layer.ShapeOf(TensorRole.Weight).Take(axes.Count).Aggregate(1, (product, size) => product * size);
        string rows = layer.Tensor(TensorRole.Weight, [banks, filters, window]);
        string matrices = layer.Add("Transpose", rows, Wholes("perm", [0, 2, 1]));
        return filtersOfAxis is not { } period
            ? matrices
            : layer.Add("Gather", [matrices, layer.Wholes("banks", Banks(axes, period))], Whole("axis", 0));
    }

    private static IEnumerable<int> Banks(EquatableArray<WindowAxis> axes, int period) => axes.Aggregate(
        (IEnumerable<int>)[0],
        (outer, axis) => outer.SelectMany(
            bank => Enumerable.Range(0, axis.Output).Select(position => (bank * period) + (position % period))));

    private static string Bias(ExportedLayer layer) => layer.ShapeOf(TensorRole.Bias).Count > 1
        ? layer.Tensor(TensorRole.Bias)
        : layer.PerChannel(TensorRole.Bias, layer.Node.Shape.Rank);

    private static int Product(IEnumerable<int> sizes) => sizes.Aggregate(1, (product, size) => product * size);
}
