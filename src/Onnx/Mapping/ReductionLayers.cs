using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Mapping;

/// <summary>Reductions: poolings of all positions, or of all channels.</summary>
internal static class ReductionLayers
{
    /// <summary>The family's operations.</summary>
    public static Dictionary<string, Func<OperationCall, AxisView>> Table { get; } = new() { ["Reduce"] = Reduce };

    private static AxisView Reduce(OperationCall call)
    {
        AxisView source = call.Data();
        int[] axes = call.Settings.Ints("axes");
        string kind = call.Settings.Text("kind");
        if (axes.Any(axis => source.Axes[axis].Any(atom => atom.IsExamples)))
        {
            throw RefusalException.Setting("it mixes examples");
        }

        int[] reduced = [.. source.Moving.Where(axes.Contains)];
        int[][] natural = Arranger.Natural(source);
        int[] order = [.. natural.SelectMany(group => group)];
        bool isLeading = reduced.Length > 0 && reduced.Length < order.Length && order.Take(reduced.Length).ToHashSet().SetEquals(reduced);
        LayerValue value = isLeading && kind is "Mean" or "Sum" or "Max" && isLeading
            ? OverChannels(call, source, kind, order[..reduced.Length], order[reduced.Length..])
            : OverPositions(call, source, kind, natural, order, reduced);
        int[] left = [.. order.Except(reduced)];
        IReadOnlyList<int> whole = [.. source.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size)];
        AxisView kept = Arranger.View(value, whole, [left], source);
        if (kind == "Sum" && !isLeading)
        {
            int count = (int)Extents.Length(reduced.Select(axis => source.Shape[axis]));
            kept = count == 1 ? kept : ArithmeticLayers.Affine(call, kept, new([], [(float)count]), new([], [0f]));
        }

        return kept.Reshape(call.OutputShape) ?? throw RefusalException.Setting("axes cannot be left out");
    }

    // The mean of channels is a convolution with equal weights; the maximum of neighbouring ones is a layer.
    private static LayerValue OverChannels(OperationCall call, AxisView source, string kind, int[] reduced, int[] left)
    {
        LayerValue arranged = call.Arrange(source, reduced, left);
        if (kind == "Max")
        {
            return call.Draft.Add(new MaxoutLayer(arranged.Shape.Channels), arranged);
        }

        float[] weight = new float[arranged.Shape.Channels];
        Array.Fill(weight, kind == "Mean" ? 1f / weight.Length : 1f);
        return call.Draft.Add(new ConvLayer(1, new WindowSettings { K = 1 }, Groups: 1, BiasKind.None), arranged, weight);
    }

    private static LayerValue OverPositions(
        OperationCall call, AxisView source, string kind, int[][] natural, int[] order, int[] reduced)
    {
        int[] left = [.. order.Except(reduced)];
        bool isNatural = natural.Length > 1 && natural[0].SequenceEqual(left);
        int[][] groups = isNatural ? natural : [left, reduced];
        LayerValue arranged = call.Arrange(source, groups);
        var window = new WindowSettings { Kernel = arranged.Shape.Spatial };
        Layer layer = kind switch
        {
            "Mean" or "Sum" => new GlobalAvgPoolLayer(),
            "Max" => new GlobalMaxPoolLayer(),
            "Min" => new MinPoolLayer(window),
            "L1" => new LpPoolLayer(window, Power: 1),
            "L2" => new LpPoolLayer(window, Power: 2),
            _ => throw new RefusalException(ProblemCodes.Operator, $"no layer reduces axes by {kind}"),
        };
        return call.Draft.Add(layer, arranged);
    }
}
