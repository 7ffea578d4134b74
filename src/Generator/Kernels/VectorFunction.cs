using ConvGen.Generator.Emission;

namespace ConvGen.Generator.Kernels;

/// <summary>A mathematical function of one vector, emitted into the class of the target that uses it.</summary>
internal sealed class VectorFunction(string name, Action<SourceWriter, VectorTarget, KernelLibrary> body, string comment)
{
    /// <summary>
    /// e^x: x = n·ln 2 + r with |r| ≤ ln 2 / 2, a polynomial of degree 6 for e^r (Cephes, <c>expf</c>) and 2^n in two factors, so that
    /// results outside the normal range come out as subnormals, zero or infinity.
    /// </summary>
    public static readonly VectorFunction Exp = new("Exp", WriteExp, "e to the power of each lane.");

    /// <summary>1 / (1 + e^−x).</summary>
    public static readonly VectorFunction Sigmoid = new("Sigmoid", WriteSigmoid, "1 / (1 + e^-x) of each lane.");

    /// <summary>Near zero an odd polynomial (Cephes, <c>tanhf</c>), elsewhere 1 − 2 / (e^2|x| + 1) with the sign of x.</summary>
    public static readonly VectorFunction Tanh = new("Tanh", WriteTanh, "Hyperbolic tangent of each lane.");

    public string Name => name;

    /// <summary>Writes the function over vectors of the given width.</summary>
    public void Emit(SourceWriter writer, VectorTarget target, KernelLibrary library)
    {
        writer.Line($"// {comment}");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using var method = writer.Block($"private static {target.Type} {name}({target.Type} x)");
        body(writer, target, library);
    }

    private static void WriteExp(SourceWriter writer, VectorTarget t, KernelLibrary library)
    {
        const double roundingShift = 12582912; // 1.5·2^23: adding it leaves the nearest integer in the low bits of the mantissa
        writer.Line($"{t.Type} bounded = {t.Class}.ConditionalSelect({t.Class}.GreaterThan(x, {t.Constant(89)}), {t.Constant(89)}, x);");
        writer.Line($"bounded = {t.Class}.ConditionalSelect({t.Class}.LessThan(bounded, {t.Constant(-105)}), {t.Constant(-105)}, bounded);");
        writer.Line($"{t.Type} shifted = {t.MultiplyAdd("bounded", t.Constant(1.44269504088896341), t.Constant(roundingShift))};");
        writer.Line($"{t.Type} n = shifted - {t.Constant(roundingShift)};");
        writer.Line($"{t.Type} r = {t.MultiplyAdd("n", t.Constant(-0.693359375), "bounded")};");
        writer.Line($"r = {t.MultiplyAdd("n", t.Constant(2.12194440e-4), "r")};");
        writer.Line($"{t.Type} p = {t.MultiplyAdd(t.Constant(1.9875691500e-4), "r", t.Constant(1.3981999507e-3))};");
        foreach (double coefficient in new[] { 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1 })
        {
            writer.Line($"p = {t.MultiplyAdd("p", "r", t.Constant(coefficient))};");
        }

        writer.Line($"p = {t.MultiplyAdd("p", "r * r", $"r + {t.Constant(1)}")};");
        writer.Line($"Vector{t.Bits}<int> exponent = shifted.AsInt32() - {t.Constant(roundingShift)}.AsInt32();");
        writer.Line($"Vector{t.Bits}<int> half = {t.Class}.ShiftRightArithmetic(exponent, 1);");
        writer.Line($"Vector{t.Bits}<int> bias = {t.Class}.Create(127);");
        writer.Line($"{t.Type} low = {t.Class}.ShiftLeft(half + bias, 23).AsSingle();");
        writer.Line($"{t.Type} high = {t.Class}.ShiftLeft(exponent - half + bias, 23).AsSingle();");
        writer.Line($"return {t.Class}.ConditionalSelect({t.Class}.Equals(x, x), p * low * high, x);");
    }

    private static void WriteSigmoid(SourceWriter writer, VectorTarget t, KernelLibrary library)
    {
        library.Require(Exp, t);
        writer.Line($"return {t.Constant(1)} / ({t.Constant(1)} + Exp(-x));");
    }

    private static void WriteTanh(SourceWriter writer, VectorTarget t, KernelLibrary library)
    {
        library.Require(Exp, t);
        writer.Line($"{t.Type} magnitude = {t.Class}.Abs(x);");
        writer.Line($"{t.Type} square = x * x;");
        writer.Line($"{t.Type} p = {t.MultiplyAdd(t.Constant(-5.70498872745e-3), "square", t.Constant(2.06390887954e-2))};");
        foreach (double coefficient in new[] { -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1 })
        {
            writer.Line($"p = {t.MultiplyAdd("p", "square", t.Constant(coefficient))};");
        }

        writer.Line($"{t.Type} near = {t.MultiplyAdd("p * square", "x", "x")};");
        writer.Line($"{t.Type} far = {t.Constant(1)} - ({t.Constant(2)} / (Exp(magnitude + magnitude) + {t.Constant(1)}));");
        writer.Line($"far = {t.Class}.ConditionalSelect({t.Class}.LessThan(x, {t.Type}.Zero), -far, far);");
        writer.Line($"return {t.Class}.ConditionalSelect({t.Class}.LessThan(magnitude, {t.Constant(0.625)}), near, far);");
    }
}
