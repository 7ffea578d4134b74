using ConvGen.Model.Layers.Structure;
using static ConvGen.Onnx.Exporting.NodeAttributes;

namespace ConvGen.Onnx.Exporting;

/// <summary>Layers that read several values, and dropout, which is nothing at inference.</summary>
internal static class CombiningNodes
{
    /// <summary>The family's layers.</summary>
    public static ExportTable Table { get; } = Build();

    private static ExportTable Build()
    {
        var table = new ExportTable();
        table.Add<AddLayer>((layer, _) => layer.Inputs.Count == 2 ? InTurn(layer, "Add") : layer.Add("Sum", Operands(layer)));
        table.Add<SubtractLayer>((layer, _) => InTurn(layer, "Sub"));
        table.Add<MultiplyLayer>((layer, _) => InTurn(layer, "Mul"));
        table.Add<DivideLayer>((layer, _) => InTurn(layer, "Div"));
        table.Add<MaximumLayer>((layer, _) => layer.Add("Max", Operands(layer)));
        table.Add<MinimumLayer>((layer, _) => layer.Add("Min", Operands(layer)));
        table.Add<ConcatLayer>((layer, _) => layer.Add("Concat", layer.Inputs, Whole("axis", 1)));
        table.Add<DropoutLayer>((layer, _) => layer.Input);
        table.Add<MatMulLayer>(MatMul);
        return table;
    }

    // Rows and columns are the last two axes there.
    private static string MatMul(ExportedLayer layer, MatMulLayer product)
    {
        int rank = layer.InputShape.Rank;
        int[] between = [.. Enumerable.Range(2, rank - 1)];
        string Matrices(int operand, bool isTransposed)
        {
            int[] order = isTransposed ? [0, .. between, rank + 1, 1] : [0, .. between, 1, rank + 1];
            return InOrder(layer, layer.Inputs[operand], order);
        }

        string result = layer.Add("MatMul", [Matrices(0, product.TransposeFirst), Matrices(1, product.TransposeSecond)]);
        return InOrder(layer, result, [0, rank, .. Enumerable.Range(1, rank - 1), rank + 1]);
    }

    private static string InOrder(ExportedLayer layer, string value, int[] order) =>
        order.SequenceEqual(Enumerable.Range(0, order.Length)) ? value : layer.Add("Transpose", value, Wholes("perm", order));

    private static string InTurn(ExportedLayer layer, string op) =>
        Operands(layer).Aggregate((result, operand) => layer.Add(op, [result, operand]));

    // Features meet maps as channels of one position.
    private static string[] Operands(ExportedLayer layer)
    {
        int rank = layer.Node.Shape.Rank;
        return
        [
            .. layer.Inputs.Select((value, i) => layer.Reads[i].Shape.Rank == rank
                ? value
                : layer.Add("Unsqueeze", [value, layer.Wholes("axes", Enumerable.Range(2, rank))])),
        ];
    }
}
