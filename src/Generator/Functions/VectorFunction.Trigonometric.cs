using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>
/// x = n·π/2 + r with |r| ≤ π/4, in double precision with π/2 in two parts of which the first has so few bits that its product with n is
/// exact, so that r is right however near x is to a multiple of π/2; then minimax polynomials for sin r and cos r.
/// </summary>
internal sealed partial class VectorFunction
{
    // Up to here n has 17 bits, and is told well enough in single precision.
    private const double TrigonometricLimit = 1 << 17;

    // π/2 to 33 bits, and what is missing.
    private const double HalfPiHigh = 1.5707963267341256;
    private const double HalfPiLow = 6.0771005065061922e-11;

    /// <summary>The sine.</summary>
    public static readonly VectorFunction Sin = new("Sin", "Sine of each lane.", isLarge: true, body: (writer, t, _) =>
        WriteTrigonometric(writer, t, "Sin", quarterTurns: 0));

    /// <summary>The cosine: the sine of a quarter turn more.</summary>
    public static readonly VectorFunction Cos = new("Cos", "Cosine of each lane.", isLarge: true, body: (writer, t, _) =>
        WriteTrigonometric(writer, t, "Cos", quarterTurns: 1));

    private static void WriteTrigonometric(SourceWriter writer, VectorTarget t, string function, int quarterTurns)
    {
        const double roundingShift = 12582912; // 1.5·2^23: adding it leaves the nearest integer in the low bits of the mantissa
        string @double = t.TypeOf("double");
        string Integer(int number) => $"{t.Class}.Create({Text.Of(number)})";
        string Double(double number) => $"{t.Class}.Create({number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)})";
        writer.Line($"{t.Type} shifted = {t.MultiplyAdd("x", t.Constant(2 / Math.PI), t.Constant(roundingShift))};");
        writer.Line($"{t.Type} n = shifted - {t.Constant(roundingShift)};");
        foreach (string half in new[] { "Lower", "Upper" })
        {
            writer.Line($"{@double} turns{half} = {t.Class}.Widen{half}(n);");
            writer.Line($"{@double} rest{half} = {t.Class}.Widen{half}(x) - (turns{half} * {Double(HalfPiHigh)}) "
                + $"- (turns{half} * {Double(HalfPiLow)});");
        }

        writer.Line($"{t.Type} r = {t.Class}.Narrow(restLower, restUpper);");
        writer.Line($"{t.Type} square = r * r;");
        WritePolynomial(writer, t, "p", "square", -1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1);
        writer.Line($"{t.Type} sine = {t.MultiplyAdd("p * square", "r", "r")};");
        WritePolynomial(writer, t, "q", "square", 2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2);
        writer.Line(
            $"{t.Type} cosine = {t.MultiplyAdd("q", "square * square", t.MultiplyAdd("square", t.Constant(-0.5), t.Constant(1)))};");
        string quarter = $"{t.AsInt32("shifted")} - {t.AsInt32(t.Constant(roundingShift))}";
        writer.Line($"{IntegerType(t)} quarter = {quarter}{(quarterTurns == 0 ? string.Empty : $" + {Integer(quarterTurns)}")};");
        string isEven = t.AsSingle($"{t.Class}.Equals(quarter & {Integer(1)}, {IntegerType(t)}.Zero)");
        string sign = t.AsSingle($"{t.Class}.ShiftLeft(quarter & {Integer(2)}, 30)");
        writer.Line($"{t.Type} result = {Select(t, isEven, "sine", "cosine")} ^ {sign};");

        // Few networks turn so often: one number after the other, by the framework, which reduces any argument.
        writer.Line($"{t.Type} magnitude = {t.Class}.Abs(x);");
        using (writer.Block($"if ({t.Class}.GreaterThanAny(magnitude, {t.Constant(TrigonometricLimit)}))"))
        using (writer.Block($"for (int i = 0; i < {t.LanesText}; i++)"))
        using (writer.Block($"if ({t.Class}.GetElement(magnitude, i) > {SourceWriter.Literal(TrigonometricLimit)})"))
        {
            writer.Line($"result = {t.Class}.WithElement(result, i, (float){Names.Math}.{function}({t.Class}.GetElement(x, i)));");
        }

        writer.Line("return result;");
    }
}
