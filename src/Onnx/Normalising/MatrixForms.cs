namespace ConvGen.Onnx.Normalising;

/// <summary>Matrix products. Scales of constant operands are folded into them.</summary>
internal static class MatrixForms
{
    /// <summary>The family's operators.</summary>
    public static Dictionary<string, Action<NodeCall>> Table { get; } = new()
    {
        ["Gemm"] = Gemm,
        ["MatMul"] = MatMul,
    };

    // A vector is a matrix of one row on the left, or of one column on the right, which the product does not have.
    private static void MatMul(NodeCall call)
    {
        (IReadOnlyList<int> left, IReadOnlyList<int> right) = (call.Shape(0), call.Shape(1));
        if (left.Count != 1 && right.Count != 1)
        {
            call.Result("MatMul", Settings.None, call.Input(0), call.Input(1));
            return;
        }

        string a = left.Count == 1 ? call.Reshape(call.Input(0), 1, left[0]) : call.Input(0);
        string b = right.Count == 1 ? call.Reshape(call.Input(1), right[0], 1) : call.Input(1);
        string product = call.Emit("MatMul", Settings.None, a, b);
        IReadOnlyList<int> shape = call.ShapeOf(product);
        int[] rows = left.Count == 1 ? [] : [shape[^2]], columns = right.Count == 1 ? [] : [shape[^1]];
        call.Result("Reshape", new Settings().With("shape", [.. shape.SkipLast(2), .. rows, .. columns]), product);
    }

    // alpha·A'·B' + beta·C.
    private static void Gemm(NodeCall call)
    {
        string a = Transposed(call, call.Input(0), call.Attributes.Flag("transA"));
        string b = Transposed(call, call.Input(1), call.Attributes.Flag("transB"));
        b = Scaled(call, b, call.Attributes.Real("alpha", 1));
        double beta = call.Attributes.Real("beta", 1);
        if (!call.Has(2) || beta == 0)
        {
            call.Result("MatMul", Settings.None, a, b);
            return;
        }

        string product = call.Emit("MatMul", Settings.None, a, b);
        call.Result("Add", Settings.None, product, Scaled(call, call.Input(2), beta));
    }

    private static string Transposed(NodeCall call, string value, bool isTransposed) =>
        isTransposed ? call.Emit("Transpose", new Settings().With("perm", 1, 0), value) : value;

    private static string Scaled(NodeCall call, string value, double scale) =>
        scale == 1 ? value : call.Emit("Mul", Settings.None, value, call.Define(scale));
}
