using System.Globalization;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>
/// Powers with a constant exponent, of numbers that are not negative: x^p = 2^(p·log₂ x). With x = 2^n·(1 + f) the whole part of
/// p·n + p·log₂(1 + f) goes to the exponent's bits, so that what is left for the polynomials is small whatever x is.
/// </summary>
internal sealed partial class VectorFunction
{
    /// <summary>x^exponent, with 0 for x = 0 whatever the exponent.</summary>
    public static VectorFunction Power(double exponent)
    {
        string text = exponent.ToString("R", CultureInfo.InvariantCulture);
        return new VectorFunction(
            $"PowerOf{Identifier(text)}",
            $"x to the power of {text} in each lane, for x from 0 on; 0 for x = 0.",
            (writer, target, library) => WritePower(writer, target, library, exponent, high: (float)exponent));
    }

    /// <summary>
    /// x^exponent of every x, as C's pow; it errs by about as many units in the last place as the exponent is large.
    /// </summary>
    /// <param name="exponent">The exponent, not 0.</param>
    public static VectorFunction SignedPower(double exponent)
    {
        string text = exponent.ToString("R", CultureInfo.InvariantCulture);
        return new VectorFunction(
            $"SignedPowerOf{Identifier(text)}",
            $"x to the power of {text} in each lane.",
            (writer, target, library) => WriteSignedPower(writer, target, library, exponent),
            isLarge: true);
    }

    // As Power, with a first part of so few bits that its product with n is exact without fused multiply-add too.
    private static VectorFunction PowerOfMagnitude(double exponent)
    {
        const int kept = 1 << 16;
        string text = exponent.ToString("R", CultureInfo.InvariantCulture);
        double unit = Math.Max(double.Epsilon, Math.Pow(2, Math.Floor(Math.Log(Math.Abs(exponent), 2)) + 1) / kept);
        return new VectorFunction(
            $"MagnitudePowerOf{Identifier(text)}",
            $"x to the power of {text} in each lane, for positive finite x.",
            (writer, target, library) => WritePower(writer, target, library, exponent, Math.Round(exponent / unit) * unit));
    }

    private static string Identifier(string number) => number.Replace('.', '_').Replace("-", "Minus").Replace("+", string.Empty);

    private static void WriteSignedPower(SourceWriter writer, VectorTarget t, ICodeLibrary library, double exponent)
    {
        // With more every x but 1 has a power of 0 or ∞ already.
        const double enough = 1e10;
        string infinity = t.Constant(double.PositiveInfinity), zero = $"{t.Type}.Zero";
        (string ofZero, string ofInfinity) = exponent > 0 ? (zero, infinity) : (infinity, zero);
        writer.Line($"{t.Type} magnitude = {t.Class}.Abs(x);");
        writer.Line($"{t.Type} result = {PowerOfMagnitude(Math.Max(-enough, Math.Min(exponent, enough))).Call(t, library, "magnitude")};");
        writer.Line($"result = {Select(t, $"{t.Class}.Equals(magnitude, {zero})", ofZero, "result")};");
        writer.Line($"result = {Select(t, $"{t.Class}.Equals(magnitude, {infinity})", ofInfinity, "result")};");
        bool isInteger = Math.Floor(exponent) == exponent;
        if (!isInteger)
        {
            string isNegative = $"{t.Class}.LessThan(x, {zero}) & {t.Class}.LessThan(magnitude, {infinity})";
            writer.Line($"return {Select(t, isNegative, t.Constant(double.NaN), "result")};");
            return;
        }

        string sign = t.AsSingle($"{t.AsInt32("x")} & {t.Class}.Create(int.MinValue)");
        writer.Line(Math.Abs(exponent % 2) == 1 ? $"return result | {sign};" : "return result;");
    }

    private static void WritePower(SourceWriter writer, VectorTarget t, ICodeLibrary library, double exponent, double high)
    {
        const double roundingShift = 12582912; // 1.5·2^23: adding it leaves the nearest integer in the low bits of the mantissa
        WriteNormal(writer, t);
        WriteMantissa(writer, t, "normal", "offset");
        writer.Line($"{t.Type} logarithm = {t.MultiplyAdd("f * f", $"({t.MultiplyAdd("p", "f", t.Constant(-0.5))})", "f")};");

        // The exponent in two floats, so that its product with n loses nothing.
        double low = exponent - high;
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
