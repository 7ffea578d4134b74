namespace ConvGen.Onnx.Normalising;

/// <summary>Matrix products. Scales of constant operands are folded into them.</summary>
internal static class MatrixForms
{
    /// <summary>The family's operators.</summary>
    public static Dictionary<string, Action<NodeCall>> Table { get; } = new()
    {
        ["Gemm"] = Gemm,
        ["MatMul"] = call => call.Result("MatMul", Settings.None, call.Input(0), call.Input(1)),
    };

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
