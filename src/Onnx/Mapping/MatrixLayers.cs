using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Folding;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Mapping;

/// <summary>Products with a constant matrix.</summary>
internal static class MatrixLayers
{
    /// <summary>The family's operations.</summary>
    public static Dictionary<string, Func<OperationCall, AxisView>> Table { get; } = new() { ["MatMul"] = MatMul };

    private static AxisView MatMul(OperationCall call)
    {
        if (call.IsConstant(0))
        {
            return FromLeft(call);
        }

        if (!call.IsConstant(1))
        {
            return OfTwoValues(call, call.Data(0), call.Data(1));
        }

        OnnxTensor matrix = Matrix(call.Constant(1, "matrix"));
        AxisView source = call.Data();
        int inner = source.Rank - 1;
        OnnxTensor weight = Evaluator.Transpose(matrix, [1, 0]);
        return Multiply(call, source, inner, weight, call.OutputShape.Count - 1);
    }

    // Rows become channels, columns the last axis, and what counts matrices lies between them.
    private static AxisView OfTwoValues(OperationCall call, AxisView first, AxisView second)
    {
        int rank = call.OutputShape.Count;
        if (first.Rank < 2 || second.Rank < 2 || call.Has(2))
        {
            throw RefusalException.Setting("the product of a computed matrix and a computed vector");
        }

        (first, second) = (first.WithRank(rank), second.WithRank(rank));
        (int inner, int outer) = (rank - 2, rank - 1);
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

    // A·x: the rows of A are what the columns of another matrix are from the other side.
    private static AxisView FromLeft(OperationCall call)
    {
        AxisView source = call.Data(1);
        OnnxTensor matrix = Matrix(call.Constant(0, "matrix"));
        bool isVector = source.Rank == 1;
        return Multiply(call, source, isVector ? 0 : source.Rank - 2, matrix, call.OutputShape.Count - (isVector ? 1 : 2));
    }

    private static OnnxTensor Matrix(OnnxTensor constant)
    {
        if (constant.Shape.Count < 2 || constant.Shape.SkipLast(2).Any(size => size != 1))
        {
            throw RefusalException.Setting("the constant operand is a vector, or several matrices; layers multiply by one matrix");
        }

        return constant.WithShape([.. constant.Shape.TakeLast(2)]);
    }

    // The weight has a row for each unit. Along all axes but the inner one every position is multiplied by itself.
    private static AxisView Multiply(OperationCall call, AxisView source, int inner, OnnxTensor weight, int outer)
    {
        int units = weight.Shape[0];
        float[][] bias = call.Has(2) ? [call.Constant(2, "bias").Floats] : [];
        int[] rows = [.. source.Moving.Where(axis => axis != inner)];
        if (rows.Length > 0)
        {
            int[][] read = OperationCall.Leading(source, [inner]);
            int ahead = call.OutputShape.Count - source.Rank;
            int[][] written = [[outer], .. read[1..].Select(group => group.Select(axis => axis + ahead).ToArray())];
            var convolution = new ConvLayer(
                units, new WindowSettings { K = 1 }, Groups: 1, bias.Length > 0 ? BiasKind.PerChannel : BiasKind.None);
            LayerValue product = call.Draft.Add(convolution, call.Arrange(source, read), [weight.Floats, .. bias]);
            return Arranger.View(product, call.OutputShape, written, source);
        }

        if (source.Axes[inner].Any(atom => atom.IsExamples))
        {
            throw RefusalException.Setting("it mixes examples");
        }

        // A dense layer reads everything in whatever order it lies, so that the weights are put in that order.
        AxisView features = source with { Axes = [source.Axes[inner]] };
        LayerValue dense = call.Draft.Add(new DenseLayer(units, bias.Length > 0), source.Source, [Laid(features, weight), .. bias]);
        return Arranger.View(dense, call.OutputShape, [[outer]], source);
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
