using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Folding;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Mapping;

/// <summary>Products of matrices. Vectors have become matrices before.</summary>
internal static class MatrixLayers
{
    /// <summary>The family's operations.</summary>
    public static Dictionary<string, Func<OperationCall, AxisView>> Table { get; } = new() { ["MatMul"] = MatMul };

    private static AxisView MatMul(OperationCall call)
    {
        int rank = call.OutputShape.Count;
        return call.IsConstant(0) ? Multiply(call, call.Data(1).WithRank(rank), rank - 2, call.Constant(0, "matrix"))
            : call.IsConstant(1) ? Multiply(call, call.Data(0).WithRank(rank), rank - 1, call.Constant(1, "matrix"))
            : OfTwoValues(call, call.Data(0).WithRank(rank), call.Data(1).WithRank(rank));
    }

    // Rows become channels, columns the last axis, and what counts matrices lies between them.
    private static AxisView OfTwoValues(OperationCall call, AxisView first, AxisView second)
    {
        (int inner, int outer) = (first.Rank - 2, first.Rank - 1);
        int[] between = [.. first.Moving.Union(second.Moving).Where(axis => axis < inner).Order()];
        (int[] rows, int[] columns) = ([inner], [outer]);
        bool IsSingle(AxisView view) => between.All(axis => view.Shape[axis] == 1);
        if (!IsSingle(first) && !IsSingle(second))
        {
            // Where some matrices are multiplied with several others, each is there once for each.
            int[] count = [.. call.OutputShape.SkipLast(2)];
            first = BroadcastLayers.Expand(call, first, [.. count, first.Shape[inner], first.Shape[outer]]);
            second = BroadcastLayers.Expand(call, second, [.. count, second.Shape[inner], second.Shape[outer]]);
        }
        else if (between.Length > 0)
        {
            // One matrix for all others: their rows, or columns, are those of one matrix.
            (rows, columns) = IsSingle(second) ? (between.Append(inner).ToArray(), columns) : (rows, between.Append(outer).ToArray());
            between = [];
        }

        // The second factor may lie either way.
        bool isTransposed = Distance(second, inner) < Distance(second, outer);
        int[][] Groups(int[] channels, int[] last) => between.Length == 0 ? [channels, last] : [channels, between, last];
        LayerValue[] factors =
        [
            call.Arrange(first, Groups(rows, [outer])),
            call.Arrange(second, isTransposed ? Groups(columns, [inner]) : Groups([inner], columns)),
        ];
        LayerValue product = call.Draft.Add(new MatMulLayer(TransposeFirst: false, isTransposed), factors);
        return Arranger.View(product, call.OutputShape, Groups(rows, columns), first);
    }

    private static int Distance(AxisView view, int axis) => view.Axes[axis].Select(atom => atom.Stride).DefaultIfEmpty(0).Max();

    // Along all axes but the inner one, which is summed over, every position is multiplied by itself. Where positions have matrices of
    // their own, these are the groups of a convolution; matrices for an axis that the value does not have are more units.
    private static AxisView Multiply(OperationCall call, AxisView source, int inner, OnnxTensor matrices)
    {
        int ahead = source.Rank - matrices.Shape.Count;
        int[] several = [.. Enumerable.Range(ahead, matrices.Shape.Count - 2).Where(axis => matrices.Shape[axis - ahead] > 1)];
        int[] groups = [.. several.Where(axis => source.Shape[axis] > 1)];
        int[] added = [.. several.Except(groups)];
        int[] rows = [.. source.Moving.Where(axis => axis != inner && !groups.Contains(axis))];
        OnnxTensor weight = Weight(matrices, [.. groups.Concat(added).Select(axis => axis - ahead)], inner == source.Rank - 1);
        int[] written = [.. groups, .. added, inner];
        float[] Shared(float[] numbers) => call.Draft.MadeOf(matrices.Floats, numbers);
        float[][] bias = call.Has(2) ? [call.Constant(2, "bias").Floats] : [];
        if (rows.Length > 0 || groups.Length > 0)
        {
            int[][] read = groups.Length == 0 ? OperationCall.Leading(source, [inner]) : [[.. groups, inner], rows];
            var convolution = new ConvLayer(
                weight.Shape[0],
                new WindowSettings { K = 1 },
                groups.Aggregate(1, (product, axis) => product * source.Shape[axis]),
                bias.Length > 0 ? BiasKind.PerChannel : BiasKind.None);
            LayerValue product = call.Draft.Add(convolution, call.Arrange(source, read), [Shared(weight.Floats), .. bias]);
            return Arranger.View(product, call.OutputShape, [written, .. read[1..]], source);
        }

        if (source.Axes[inner].Any(atom => atom.IsExamples))
        {
            throw RefusalException.Setting("it mixes examples");
        }

        // A dense layer reads everything in whatever order it lies, so that the weights are put in that order.
        AxisView features = source with { Axes = [source.Axes[inner]] };
        var layer = new DenseLayer(weight.Shape[0], bias.Length > 0);
        LayerValue dense = call.Draft.Add(layer, source.Source, [Shared(Laid(features, weight)), .. bias]);
        return Arranger.View(dense, call.OutputShape, [written], source);
    }

    // A row for each unit, in the order of the axes that count matrices. The units are the columns of matrices on the right.
    private static OnnxTensor Weight(OnnxTensor matrices, int[] counting, bool isRight)
    {
        int[] sizes = [.. matrices.Shape.TakeLast(2)];
        int[] kept = [.. counting.Order()];
        OnnxTensor each = matrices.WithShape([.. kept.Select(axis => matrices.Shape[axis]), .. sizes]);
        int last = kept.Length + 1;
        int[] order = [.. counting.Select(axis => Array.IndexOf(kept, axis)), .. isRight ? (int[])[last, last - 1] : [last - 1, last]];
        int inputs = isRight ? sizes[0] : sizes[1];
        return Evaluator.Transpose(each, order).WithShape([matrices.Length / inputs, inputs]);
    }

    private static float[] Laid(AxisView features, OnnxTensor weight)
    {
        if (features.IsInOrder)
        {
            return weight.Floats;
        }

        float[] laid = new float[weight.Length];
        int count = weight.Shape[1];
        for (int unit = 0; unit < weight.Shape[0]; unit++)
        {
            float[] row = weight.Floats[(unit * count)..((unit + 1) * count)];
            features.Lay(new OnnxTensor([count], row)).CopyTo(laid, unit * count);
        }

        return laid;
    }
}
