using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>
/// x = 2^n·(1 + f) with √½ ≤ 1 + f &lt; √2, and ln x = n·ln 2 + f − f²/2 + f³·P(f) with a minimax polynomial P of degree 7; the smallest
/// terms are added first.
/// </summary>
internal sealed partial class VectorFunction
{
    // Subnormal numbers are brought into the normal range by 2^23.
    private const double SmallestNormal = 1.17549435e-38;
    private const double SubnormalScale = 8388608;
    private const double SubnormalExponent = 23;

    /// <summary>The natural logarithm: −∞ of zero, NaN of what is negative.</summary>
    public static readonly VectorFunction Log = new("Log", "Natural logarithm of each lane.", (writer, t, _) =>
    {
        WriteNormal(writer, t);
        WriteLogarithm(writer, t, "normal", "offset", "p * f * square");
        WriteLogarithmLimits(writer, t, "x");
    });

    /// <summary>ln(1 + x): what rounding takes from 1 + x is given back as a term of first order.</summary>
    public static readonly VectorFunction Log1P = new("Log1P", "Natural logarithm of 1 plus each lane.", (writer, t, _) =>
    {
        writer.Line($"{t.Type} sum = x + {t.Constant(1)};");
        writer.Line($"{t.Type} lost = (x - (sum - {t.Constant(1)})) / sum;");
        WriteLogarithm(writer, t, "sum", null, t.MultiplyAdd("p * f", "square", "lost"));
        WriteLogarithmLimits(writer, t, "sum");
    });

    // Declares result: the logarithm of a normal positive number, its exponent less an offset.
    private static void WriteLogarithm(SourceWriter writer, VectorTarget t, string number, string? offset, string start)
    {
        WriteMantissa(writer, t, number, offset);
        writer.Line($"{t.Type} square = f * f;");
        writer.Line($"{t.Type} rest = {start};");
        writer.Line($"rest = {t.MultiplyAdd("n", t.Constant(LogTwoLow), "rest")};");
        writer.Line($"rest = {t.MultiplyAdd("square", t.Constant(-0.5), "rest")};");
        writer.Line($"{t.Type} result = {t.MultiplyAdd("n", t.Constant(LogTwoHigh), "(f + rest)")};");
    }

    // Declares normal and offset: the number in the normal range, and what that adds to its exponent.
    private static void WriteNormal(SourceWriter writer, VectorTarget t)
    {
        string subnormal = $"{t.Class}.LessThan(x, {t.Constant(SmallestNormal)})";
        writer.Line($"{t.Type} normal = {Select(t, subnormal, $"x * {t.Constant(SubnormalScale)}", "x")};");
        writer.Line($"{t.Type} offset = {Select(t, subnormal, t.Constant(SubnormalExponent), $"{t.Type}.Zero")};");
    }

    // Declares n, f and p = P(f) of a normal positive number, its exponent less an offset.
    private static void WriteMantissa(SourceWriter writer, VectorTarget t, string number, string? offset)
    {
        const int rootHalf = 0x3F3504F3; // the bits of √½
        writer.Line($"{IntegerType(t)} bits = {t.AsInt32(number)};");
        writer.Line($"{IntegerType(t)} exponent = {t.Class}.ShiftRightArithmetic(bits - {t.Class}.Create({Text.Of(rootHalf)}), 23);");
        writer.Line($"{t.Type} f = {t.AsSingle($"bits - {t.Class}.ShiftLeft(exponent, 23)")} - {t.Constant(1)};");
        writer.Line($"{t.Type} n = {t.Class}.ConvertToSingle(exponent){(offset is null ? string.Empty : $" - {offset}")};");
        double[] coefficients =
            [-7.634495e-2, 1.2761575e-1, -1.3160183e-1, 1.4201759e-1, -1.6623357e-1, 2.0001227e-1, -2.500082e-1, 3.333333e-1];
        WritePolynomial(writer, t, "p", "f", coefficients);
    }

    private static void WriteLogarithmLimits(SourceWriter writer, VectorTarget t, string number)
    {
        string infinity = t.Constant(double.PositiveInfinity);
        writer.Line(
            $"{t.Type} outside = "
            + $"{Select(t, $"{t.Class}.Equals({number}, {t.Type}.Zero)", t.Constant(double.NegativeInfinity), t.Constant(double.NaN))};");
        writer.Line($"result = {Select(t, $"{t.Class}.GreaterThan({number}, {t.Type}.Zero)", "result", "outside")};");
        writer.Line($"return {Select(t, $"{t.Class}.Equals(x, {infinity})", "x", "result")};");
    }
}
