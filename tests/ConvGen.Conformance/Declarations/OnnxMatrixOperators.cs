using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>ONNX's matrix products as dense layers.</summary>
internal static class OnnxMatrixOperators
{
    /// <summary>alpha·A'·B' + beta·C with a constant B: the scales are part of the weights that the layer is given.</summary>
    public static Value Gemm(OperatorCall call)
    {
        float alpha = (float)call.Attributes.Real("alpha", 1);
        float beta = (float)call.Attributes.Real("beta", 1);
        Tensor matrix = call.Constant(1);
        (int units, float[] weight) = Weight(matrix, call.Attributes.Flag("transB"));
        weight = Scaled(weight, alpha);

        Value source = call.Data(0);
        if (call.Attributes.Flag("transA"))
            source = source.View is { } view ? Value.Of(view.Transposed()) : throw call.Unsupported("transA of a computed value");
        if (call.HasInput(2) && call.IsData(2))
            return PlusComputed(call, source, units, weight, beta);

        float[]? bias = call.OptionalConstant(2) is { } addend ? Scaled(Bias(call, addend, units), beta) : null;
        return CommonLayers.Dense(call, source, units, weight, bias);
    }

    public static Value MatMul(OperatorCall call)
    {
        Tensor matrix = call.Constant(1);
        if (matrix.Shape.Length < 2 || matrix.Shape[..^2].Any(size => size != 1))
            throw call.Unsupported("with a matrix for each example");
        (int units, float[] weight) = Weight(matrix, false);
        return CommonLayers.Dense(call, call.Data(0), units, weight, null);
    }

    private static Value PlusComputed(OperatorCall call, Value source, int units, float[] weight, float beta)
    {
        if (beta != 1)
            throw call.Unsupported("with a scaled computed addend");
        OperatorCall product = call.Named($"{call.Name}.product");
        Value made = CommonLayers.Dense(product, source, units, weight, null);
        return call.Network.Join(new LayerText("Add"), call.Name, [made, call.Data(2)]);
    }

    private static (int Units, float[] Values) Weight(Tensor matrix, bool transposed)
    {
        int rows = matrix.Shape[^2], columns = matrix.Shape[^1];
        return transposed ? (rows, matrix.Floats) : (columns, Matrix.Transpose(matrix.Floats, rows, columns));
    }

    private static float[] Bias(OperatorCall call, Tensor addend, int units)
    {
        if (addend.Length == units && (addend.Shape.Length < 2 || addend.Shape[^1] == units))
            return addend.Floats;
        if (addend.Length != 1)
            throw call.Unsupported("with a bias for each example");
        float[] bias = new float[units];
        Array.Fill(bias, addend.Floats[0]);
        return bias;
    }

    private static float[] Scaled(float[] values, float scale) => scale == 1 ? values : [.. values.Select(value => value * scale)];
}
