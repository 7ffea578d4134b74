using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>
/// x = n·ln 2 + r with |r| ≤ ln 2 / 2, ln 2 in two parts of which the first has so few bits that its product with n is exact, and a
/// minimax polynomial of degree 6 for e^r − 1 (Cody and Waite 1980).
/// </summary>
internal sealed partial class VectorFunction
{
    /// <summary>ln 2 to 9 bits.</summary>
    private const double LogTwoHigh = 0.693359375;

    /// <summary>ln 2 less its 9 bits.</summary>
    private const double LogTwoLow = -2.12194440e-4;

    // Beyond these every result is infinite, zero or −1.
    private const double ExpOverflow = 89;
    private const double ExpUnderflow = -105;
    private const double ExpM1Saturation = -25;

    private const int ExponentBias = 127;

    /// <summary>e^x; 2^n in two factors, so that results outside the normal range come out as subnormals, zero or infinity.</summary>
    public static readonly VectorFunction Exp = new("Exp", "e to the power of each lane.", (writer, t, _) =>
    {
        WriteReduction(writer, t, ExpUnderflow);
        writer.Line($"{IntegerType(t)} half = {t.Class}.ShiftRightArithmetic(exponent, 1);");
        writer.Line($"{t.Type} low = {PowerOfTwo(t, "half")};");
        writer.Line($"{t.Type} high = {PowerOfTwo(t, "exponent - half")};");
        writer.Line($"return {Select(t, $"{t.Class}.Equals(x, x)", $"(p + {t.Constant(1)}) * low * high", "x")};");
    });

    /// <summary>e^x − 1 = 2^n·(e^r − 1) + (2^n − 1), where n = 0 leaves the polynomial alone.</summary>
    public static readonly VectorFunction ExpM1 = new("ExpM1", "e to the power of each lane, less 1.", (writer, t, _) =>
    {
        WriteReduction(writer, t, ExpM1Saturation);
        writer.Line($"{IntegerType(t)} most = {t.Class}.Min(exponent, {t.Class}.Create({Text.Of(ExponentBias)}));");
        writer.Line($"{t.Type} scale = {PowerOfTwo(t, "most")};");
        writer.Line($"{t.Type} more = {PowerOfTwo(t, "exponent - most")};");
        writer.Line($"{t.Type} result = ({t.MultiplyAdd("scale", "p", $"(scale - {t.Constant(1)})")}) * more;");
        writer.Line($"return {Select(t, $"{t.Class}.Equals(x, x)", "result", "x")};");
    });

    // Declares exponent (n) and p (e^r − 1).
    private static void WriteReduction(SourceWriter writer, VectorTarget t, double least)
    {
        const double roundingShift = 12582912; // 1.5·2^23: adding it leaves the nearest integer in the low bits of the mantissa
        writer.Line(
            $"{t.Type} bounded = {Select(t, $"{t.Class}.GreaterThan(x, {t.Constant(ExpOverflow)})", t.Constant(ExpOverflow), "x")};");
        writer.Line($"bounded = {Select(t, $"{t.Class}.LessThan(bounded, {t.Constant(least)})", t.Constant(least), "bounded")};");
        writer.Line($"{t.Type} shifted = {t.MultiplyAdd("bounded", t.Constant(1.44269504088896341), t.Constant(roundingShift))};");
        writer.Line($"{t.Type} n = shifted - {t.Constant(roundingShift)};");
        writer.Line($"{t.Type} r = {t.MultiplyAdd("n", t.Constant(-LogTwoHigh), "bounded")};");
        writer.Line($"r = {t.MultiplyAdd("n", t.Constant(-LogTwoLow), "r")};");
        WritePolynomial(writer, t, "p", "r", 1.3790892e-3, 8.370888e-3, 4.166904e-2, 1.66664988e-1, 4.9999988e-1);
        writer.Line($"p = {t.MultiplyAdd("p", "r * r", "r")};");
        writer.Line($"{IntegerType(t)} exponent = {t.AsInt32("shifted")} - {t.AsInt32(t.Constant(roundingShift))};");
    }

    private static string PowerOfTwo(VectorTarget t, string exponent) =>
        t.AsSingle($"{t.Class}.ShiftLeft({exponent} + {t.Class}.Create({Text.Of(ExponentBias)}), 23)");
}
