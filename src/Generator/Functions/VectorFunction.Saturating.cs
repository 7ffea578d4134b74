using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>Functions that go from one limit to another: near zero an odd polynomial, elsewhere the limit less something small.</summary>
internal sealed partial class VectorFunction
{
    /// <summary>1 / (1 + e^−x), as e^x / (1 + e^x) where x is negative, so that it goes down to the smallest numbers.</summary>
    public static readonly VectorFunction Sigmoid = new("Sigmoid", "1 / (1 + e^-x) of each lane.", (writer, t, library) =>
    {
        writer.Line($"{t.Type} decay = {Exp.Call(t, library, $"{t.Type}.Zero - {t.Class}.Abs(x)")};");
        writer.Line($"return {Select(t, IsNegative(t), "decay", t.Constant(1))} / ({t.Constant(1)} + decay);");
    });

    /// <summary>1 − 2 / (e^2|x| + 1) with the sign of x, and near zero x + x³·P(x²).</summary>
    public static readonly VectorFunction Tanh = new("Tanh", "Hyperbolic tangent of each lane.", (writer, t, library) =>
    {
        writer.Line($"{t.Type} magnitude = {t.Class}.Abs(x);");
        writer.Line($"{t.Type} square = x * x;");
        WritePolynomial(writer, t, "p", "square", -5.704988e-3, 2.0639088e-2, -5.3739715e-2, 1.3331442e-1, -3.333328e-1);
        writer.Line($"{t.Type} near = {t.MultiplyAdd("p * square", "x", "x")};");
        writer.Line($"{t.Type} far = {t.Constant(1)} - ({t.Constant(2)} / ({Exp.Call(t, library, "magnitude + magnitude")} + {t.Constant(1)}));");
        WriteNearAndFar(writer, t, 0.625);
    });

    /// <summary>1 − e^−(t + t·Q(t)) with t = |x| and the sign of x, and near zero x + x·P(x²); P and Q are minimax polynomials.</summary>
    public static readonly VectorFunction Erf = new("Erf", "Error function of each lane.", (writer, t, library) =>
    {
        const double one = 4; // from here on the nearest number is 1
        writer.Line($"{t.Type} magnitude = {t.Class}.Abs(x);");
        writer.Line($"{t.Type} square = x * x;");
        WritePolynomial(writer, t, "p", "square", -5.999408e-4, 4.9948306e-3, -2.676772e-2, 1.1281846e-1, -3.7612498e-1, 1.2837917e-1);
        writer.Line($"{t.Type} near = {t.MultiplyAdd("p", "x", "x")};");
        writer.Line($"{t.Type} t = {Select(t, $"{t.Class}.GreaterThan(magnitude, {t.Constant(one)})", t.Constant(one), "magnitude")};");
        WritePolynomial(writer, t, "q", "t", -2.145949e-4, 3.2199745e-3, -2.2906028e-2, 1.0528685e-1, 6.356994e-1, 1.2851995e-1);
        writer.Line($"{t.Type} far = {t.Constant(1)} - {Exp.Call(t, library, $"{t.Type}.Zero - ({t.MultiplyAdd("q", "t", "t")})")};");
        WriteNearAndFar(writer, t, 0.92);
    });

    private static void WriteNearAndFar(SourceWriter writer, VectorTarget t, double limit)
    {
        writer.Line($"far = {Select(t, IsNegative(t), $"{t.Type}.Zero - far", "far")};");
        writer.Line($"return {Select(t, $"{t.Class}.LessThan(magnitude, {t.Constant(limit)})", "near", "far")};");
    }

    private static string IsNegative(VectorTarget t) => $"{t.Class}.LessThan(x, {t.Type}.Zero)";
}
