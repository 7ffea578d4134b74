using System.Globalization;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>
/// Powers with a constant exponent of numbers that are not negative: x^p = 2^(p·log₂ x). With x = 2^n·(1 + f) the whole part of
/// p·n + p·log₂(1 + f) goes to the exponent's bits, so that what is left for the polynomials is small whatever x is.
/// </summary>
internal sealed partial class VectorFunction
{
    /// <summary>x^exponent, with 0 for x = 0 whatever the exponent.</summary>
    public static VectorFunction Power(double exponent)
    {
        string text = exponent.ToString("R", CultureInfo.InvariantCulture);
        return new VectorFunction(
            $"PowerOf{text.Replace('.', '_').Replace("-", "Minus").Replace("+", string.Empty)}",
            $"x to the power of {text} in each lane, for x from 0 on; 0 for x = 0.",
            (writer, target, library) => WritePower(writer, target, library, exponent));
    }

    private static void WritePower(SourceWriter writer, VectorTarget t, ICodeLibrary library, double exponent)
    {
        const double roundingShift = 12582912; // 1.5·2^23: adding it leaves the nearest integer in the low bits of the mantissa
        WriteNormal(writer, t);
        WriteMantissa(writer, t, "normal", "offset");
        writer.Line($"{t.Type} logarithm = {t.MultiplyAdd("f * f", $"({t.MultiplyAdd("p", "f", t.Constant(-0.5))})", "f")};");

        // The exponent in two floats, so that its product with n loses nothing.
        double high = (float)exponent, low = exponent - high;
        writer.Line($"{t.Type} part = {t.MultiplyAdd("logarithm", t.Constant(exponent / Math.Log(2)), $"(n * {t.Constant(low)})")};");
        writer.Line($"{t.Type} whole = {t.Class}.Min({t.Class}.Max({t.MultiplyAdd("n", t.Constant(high), "part")}, "
            + $"{t.Constant(-252)}), {t.Constant(254)});");
        writer.Line($"{t.Type} shifted = whole + {t.Constant(roundingShift)};");
        writer.Line($"{IntegerType(t)} wholePart = {t.AsInt32("shifted")} - {t.AsInt32(t.Constant(roundingShift))};");
        writer.Line($"{t.Type} rest = {t.MultiplyAdd("n", t.Constant(high), $"({t.Constant(roundingShift)} - shifted)")} + part;");
        writer.Line($"{IntegerType(t)} half = {t.Class}.ShiftRightArithmetic(wholePart, 1);");
        writer.Line($"{t.Type} result = {Exp.Call(t, library, $"rest * {t.Constant(Math.Log(2))}")} * {PowerOfTwo(t, "half")} * "
            + $"{PowerOfTwo(t, "wholePart - half")};");
        writer.Line($"result = {Select(t, $"{t.Class}.LessThanOrEqual(x, {t.Constant(float.MaxValue)})", "result", "x")};");
        writer.Line($"return {Select(t, $"{t.Class}.Equals(x, {t.Type}.Zero)", "x", "result")};");
    }
}
