using System.Globalization;
using ConvGen.Generator.Emission;

namespace ConvGen.Generator.Kernels;

/// <summary>
/// Powers with a constant exponent of numbers that are not negative: x^p = 2^(p·log₂ x). With x = 2^e·(1 + m) the whole part of
/// p·e + p·log₂(1 + m) goes to the exponent's bits, so that what is left for the polynomials is small whatever x is.
/// </summary>
internal static class PowerFunction
{
    // log(1 + m) = m − m²/2 + m³·P(m) for 1 + m from √½ to √2 (Cephes, logf).
    private static readonly double[] LogPolynomial =
    [
        7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1,
        -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
    ];

    /// <summary>x^exponent, with 0 for x = 0 whatever the exponent.</summary>
    public static VectorFunction Of(double exponent)
    {
        string text = exponent.ToString("R", CultureInfo.InvariantCulture);
        return new VectorFunction(
            $"PowerOf{text.Replace('.', '_').Replace("-", "Minus").Replace("+", string.Empty)}",
            (writer, target, library) => Write(writer, target, library, exponent),
            $"x to the power of {text} in each lane, for x from 0 on; 0 for x = 0.");
    }

    private static void Write(SourceWriter writer, VectorTarget t, KernelLibrary library, double exponent)
    {
        const double leastNormal = 1.17549435e-38, liftBySubnormals = 1 << 24;
        const double roundingShift = 12582912; // 1.5·2^23: adding it leaves the nearest integer in the low bits of the mantissa
        library.Require(VectorFunction.Exp, t);
        string ints = $"Vector{t.Bits}<int>";
        writer.Line($"{t.Type} isSubnormal = {t.Class}.LessThan(x, {t.Constant(leastNormal)});");
        writer.Line($"{ints} bits = {t.Class}.ConditionalSelect(isSubnormal, x * {t.Constant(liftBySubnormals)}, x).AsInt32();");
        writer.Line("// From the bits of the root of one half: the exponent of a mantissa between it and the root of two.");
        writer.Line($"{ints} exponent = {t.Class}.ShiftRightArithmetic(bits - {t.Class}.Create(0x3F3504F3), 23);");
        writer.Line($"{t.Type} m = (bits - {t.Class}.ShiftLeft(exponent, 23)).AsSingle() - {t.Constant(1)};");
        writer.Line($"{t.Type} e = {t.Class}.ConvertToSingle(exponent) - (isSubnormal & {t.Constant(24)});");
        writer.Line($"{t.Type} p = {t.MultiplyAdd(t.Constant(LogPolynomial[0]), "m", t.Constant(LogPolynomial[1]))};");
        foreach (double coefficient in LogPolynomial.Skip(2))
        {
            writer.Line($"p = {t.MultiplyAdd("p", "m", t.Constant(coefficient))};");
        }

        writer.Line($"{t.Type} logarithm = {t.MultiplyAdd("m * m", t.MultiplyAdd("p", "m", t.Constant(-0.5)), "m")};");

        // The exponent in two floats, so that its product with e loses nothing.
        double high = (float)exponent, low = exponent - high;
        writer.Line($"{t.Type} part = {t.MultiplyAdd("logarithm", t.Constant(exponent / Math.Log(2)), $"e * {t.Constant(low)}")};");
        writer.Line($"{t.Type} whole = {t.Class}.Min({t.Class}.Max({t.MultiplyAdd("e", t.Constant(high), "part")}, {t.Constant(-252)}), {t.Constant(254)});");
        writer.Line($"{t.Type} shifted = whole + {t.Constant(roundingShift)};");
        writer.Line($"{ints} n = shifted.AsInt32() - {t.Constant(roundingShift)}.AsInt32();");
        writer.Line($"{t.Type} rest = {t.MultiplyAdd("e", t.Constant(high), $"{t.Constant(roundingShift)} - shifted")} + part;");
        writer.Line($"{ints} half = {t.Class}.ShiftRightArithmetic(n, 1);");
        writer.Line($"{t.Type} low = {t.Class}.ShiftLeft(half + {t.Class}.Create(127), 23).AsSingle();");
        writer.Line($"{t.Type} high = {t.Class}.ShiftLeft(n - half + {t.Class}.Create(127), 23).AsSingle();");
        writer.Line($"{t.Type} result = Exp(rest * {t.Constant(Math.Log(2))}) * low * high;");
        writer.Line($"result = {t.Class}.ConditionalSelect({t.Class}.LessThanOrEqual(x, {t.Constant(float.MaxValue)}), result, x);");
        writer.Line($"return {t.Class}.ConditionalSelect({t.Class}.Equals(x, {t.Type}.Zero), x, result);");
    }
}
