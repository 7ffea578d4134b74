using ConvGen.Onnx.Folding;
using ConvGen.Onnx.Normalising;
using ConvGen.Onnx.Tensors;
using static ConvGen.Onnx.Patterns.Be;

namespace ConvGen.Onnx.Patterns;

/// <summary>
/// Arithmetic with one constant operand: biases of the layer before, and the rest as x·scale + shift, of which neighbours become one.
/// </summary>
internal static class AffineRules
{
    private static readonly Pattern X = Any("x");

    /// <summary>The rules, simpler ones first.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Op("Add", Once(Named("product", Op("MatMul", X, Constant("weight")))), Constant("bias")), Dense),
        new(Op("Add", Once(Named("product", Op("Conv", X, Constant("weight")))), Constant("bias")), Biased),
        new(Op("Add", Once(Named("product", Op("ConvTranspose", X, Constant("weight")))), Constant("bias")), Biased),
        new(Op("Add", X, Constant("c")), (found, last) => Affine(found, last, _ => 1, c => c)),
        new(Op("Sub", X, Constant("c")), (found, last) => Affine(found, last, _ => 1, c => -c)),
        new(Op("Sub", Constant("c"), X), (found, last) => Affine(found, last, _ => -1, c => c)),
        new(Op("Mul", X, Constant("c")), (found, last) => Affine(found, last, c => c, _ => 0)),
        new(Op("Div", X, Constant("c")), (found, last) => Affine(found, last, c => 1 / c, _ => 0)),
        new(
            Op(
                "Affine",
                Once(Named("first", Op("Affine", X, Constant("scale1"), Constant("shift1")))),
                Constant("scale2"),
                Constant("shift2")),
            Merged),
    ];

    private static Operation? Dense(Matching found, Operation last)
    {
        OnnxTensor bias = found.Constant("bias");
        OnnxTensor weight = found.Constant("weight");
        bool fits = weight.Shape.Count == 2 && bias.Length == weight.Shape[1] && bias.Shape.Count > 0 && bias.Shape[^1] == bias.Length
            && found.Shapes[last.Output].SequenceEqual(found.Shapes[found["product"]]);
        return fits ? found.Made("product") with { Inputs = [found["x"], found["weight"], found["bias"]], Output = last.Output } : null;
    }

    // One number for each channel.
    private static Operation? Biased(Matching found, Operation last)
    {
        IReadOnlyList<int> shape = found.Shapes[found["product"]];
        OnnxTensor bias = found.Constant("bias");
        int[] whole = [.. Enumerable.Repeat(1, Math.Max(0, shape.Count - bias.Shape.Count)), .. bias.Shape];
        bool fits = whole.Length == shape.Count && whole[1] == shape[1] && bias.Length == shape[1];
        if (!fits)
        {
            return null;
        }

        string flat = found.Define(last.Output + "\u0001bias", bias.WithShape([bias.Length]));
        return found.Made("product") with { Inputs = [found["x"], found["weight"], flat], Output = last.Output };
    }

    private static Operation? Affine(Matching found, Operation last, Func<float, float> scale, Func<float, float> shift)
    {
        OnnxTensor constant = found.Constant("c");
        if (found.Constants.ContainsKey(found["x"]))
        {
            return null;
        }

        OnnxTensor Each(Func<float, float> value) => new(constant.Shape, [.. constant.Floats.Select(value)]);
        return WithOperands(found, last, found["x"], Each(scale), Each(shift));
    }

    private static Operation Merged(Matching found, Operation last)
    {
        OnnxTensor Compute(string op, OnnxTensor left, OnnxTensor right) =>
            Evaluator.Evaluate(last with { Op = op }, [left, right])!;
        OnnxTensor scale = Compute("Mul", found.Constant("scale1"), found.Constant("scale2"));
        OnnxTensor shift = Compute("Add", Compute("Mul", found.Constant("shift1"), found.Constant("scale2")), found.Constant("shift2"));
        return WithOperands(found, last, found["x"], scale, shift);
    }

    private static Operation WithOperands(Matching found, Operation last, string x, OnnxTensor scale, OnnxTensor shift) => last with
    {
        Op = "Affine",
        Inputs = [x, found.Define(last.Output + "\u0001scale", scale), found.Define(last.Output + "\u0001shift", shift)],
        Settings = Settings.None,
    };
}
