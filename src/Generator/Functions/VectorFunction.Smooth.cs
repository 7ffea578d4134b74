using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>
/// Smooth relatives of the rectifier and their derivatives. Those of a gate err by some units in the last place of its largest part.
/// </summary>
internal sealed partial class VectorFunction
{
    // From here on e^-x is nothing beside 1, and the square of e^x still far from overflow.
    private const double MishSaturation = 20;

    // From here on every gate is 0 or 1, so that what a derivative multiplies with the slope of the gate may stop growing: products with
    // the argument itself would be ∞·0, or multiply what rounding left of the slope.
    private const double GateSaturation = 128;

    private const double RootHalf = 0.70710678118654752;
    private const double RootTwoOverPi = 0.79788456080286536;
    private const double RootOneOverTwoPi = 0.39894228040143268;

    // Hendrycks and Gimpel 2016.
    private const double GeluCubic = 0.044715;

    /// <summary>ln(1 + e^x) = max(x, 0) + ln(1 + e^−|x|).</summary>
    public static readonly VectorFunction Softplus = new(
        "Softplus", "ln(1 + e^x) of each lane.", isLarge: true, body: (writer, t, library) =>
        {
            writer.Line($"{t.Type} decay = {Exp.Call(t, library, $"{t.Type}.Zero - {t.Class}.Abs(x)")};");
            writer.Line($"return {t.Max($"{t.Type}.Zero", "x")} + {Log1P.Call(t, library, "decay")};");
        });

    /// <summary>s·(1 + x·(1 − s)) with s = 1 / (1 + e^−x): the derivative of x·s.</summary>
    public static readonly VectorFunction SiluDerivative = new(
        "SiluDerivative", "The derivative of x / (1 + e^-x).", (writer, t, library) =>
        {
            WriteGate(writer, t, library, "x");
            WriteBounded(writer, t);
            writer.Line($"return gate * ({t.MultiplyAdd("bounded", "rest", t.Constant(1))});");
        });

    /// <summary>x − tanh(x).</summary>
    public static readonly VectorFunction TanhShrink = new("TanhShrink", "Each lane less its hyperbolic tangent.", (writer, t, library) =>
        writer.Line($"return x - {Tanh.Call(t, library, "x")};"));

    /// <summary>tanh²(x).</summary>
    public static readonly VectorFunction TanhShrinkDerivative = new(
        "TanhShrinkDerivative", "The derivative of TanhShrink.", (writer, t, library) =>
        {
            writer.Line($"{t.Type} tanh = {Tanh.Call(t, library, "x")};");
            writer.Line("return tanh * tanh;");
        });

    /// <summary>x·Φ(x) with Φ(x) = (1 + erf(x/√2)) / 2.</summary>
    public static readonly VectorFunction Gelu = new(
        "Gelu", "x times the normal distribution of each lane.", isLarge: true, body: (writer, t, library) =>
            writer.Line($"return {Finite(t, "x")} * {NormalDistribution(t, library)};"));

    /// <summary>Φ(x) + x·e^(−x²/2) / √(2π).</summary>
    public static readonly VectorFunction GeluDerivative = new(
        "GeluDerivative", "The derivative of Gelu.", isLarge: true, body: (writer, t, library) =>
        {
            writer.Line($"{t.Type} density = {Exp.Call(t, library, $"x * x * {t.Constant(-0.5)}")} * {t.Constant(RootOneOverTwoPi)};");
            WriteBounded(writer, t);
            writer.Line($"return {t.MultiplyAdd("bounded", "density", NormalDistribution(t, library))};");
        });

    /// <summary>x/2 · (1 + tanh(√(2/π)·(x + 0.044715·x³))).</summary>
    public static readonly VectorFunction GeluTanh = new(
        "GeluTanh", "Gelu by its approximation with tanh.", isLarge: true, body: (writer, t, library) =>
        {
            writer.Line($"{t.Type} square = x * x;");
            writer.Line($"{t.Type} half = x * {t.Constant(0.5)};");
            string inner = t.MultiplyAdd("square", t.Constant(GeluCubic * RootTwoOverPi), t.Constant(RootTwoOverPi));
            writer.Line($"{t.Type} tanh = {Tanh.Call(t, library, $"x * ({inner})")};");
            writer.Line($"return {Finite(t, "half")} * ({t.Constant(1)} + tanh);");
        });

    /// <summary>s + x·s·(1 − s)·u′ with s = 1 / (1 + e^−u) = (1 + tanh(u/2))/2 and u′ = 2·√(2/π)·(1 + 3·0.044715·x²).</summary>
    public static readonly VectorFunction GeluTanhDerivative = new(
        "GeluTanhDerivative", "The derivative of GeluTanh.", isLarge: true, body: (writer, t, library) =>
        {
            const double scale = 2 * RootTwoOverPi;
            WriteBounded(writer, t);
            writer.Line($"{t.Type} square = bounded * bounded;");
            writer.Line($"{t.Type} inner = bounded * ({t.MultiplyAdd("square", t.Constant(GeluCubic * scale), t.Constant(scale))});");
            WriteGate(writer, t, library, "inner");
            writer.Line($"{t.Type} slope = {t.MultiplyAdd("square", t.Constant(3 * GeluCubic * scale), t.Constant(scale))};");
            writer.Line($"return gate * ({t.MultiplyAdd("bounded * rest", "slope", t.Constant(1))});");
        });

    /// <summary>x·tanh(ln(1 + e^x)) = x·n/(n + 2) with n = e^x·(e^x + 2).</summary>
    public static readonly VectorFunction Mish = new(
        "Mish", "x tanh(ln(1 + e^x)) of each lane.", isLarge: true, body: (writer, t, library) =>
        {
            WriteMish(writer, t, library);
            writer.Line($"return {Finite(t, "x")} * (n / d);");
        });

    /// <summary>n/(n + 2) + x·4·e^x·(e^x + 1)/(n + 2)².</summary>
    public static readonly VectorFunction MishDerivative = new(
        "MishDerivative", "The derivative of Mish.", isLarge: true, body: (writer, t, library) =>
        {
            WriteMish(writer, t, library);
            WriteBounded(writer, t);
            writer.Line($"{t.Type} slope = {t.Constant(4)} * e * (e + {t.Constant(1)}) / (d * d);");
            writer.Line($"return {t.MultiplyAdd("bounded", "slope", "n / d")};");
        });

    private static string NormalDistribution(VectorTarget t, ICodeLibrary library) =>
        $"({t.Constant(0.5)} + ({t.Constant(0.5)} * {Erf.Call(t, library, $"x * {t.Constant(RootHalf)}")}))";

    // Declares gate and rest: the sigmoid of an argument, and 1 less that without what the difference would lose.
    private static void WriteGate(SourceWriter writer, VectorTarget t, ICodeLibrary library, string argument)
    {
        writer.Line($"{t.Type} decay = {Exp.Call(t, library, $"{t.Type}.Zero - {t.Class}.Abs({argument})")};");
        writer.Line($"{t.Type} larger = {t.Constant(1)} / ({t.Constant(1)} + decay), smaller = decay * larger;");
        writer.Line($"{t.Type} isNegative = {t.Class}.LessThan({argument}, {t.Type}.Zero);");
        writer.Line($"{t.Type} gate = {Select(t, "isNegative", "smaller", "larger")};");
        writer.Line($"{t.Type} rest = {Select(t, "isNegative", "larger", "smaller")};");
    }

    // Declares bounded: x where a gate is neither 0 nor 1, else the number from which on it is.
    private static void WriteBounded(SourceWriter writer, VectorTarget t) =>
        writer.Line($"{t.Type} bounded = {t.Max(t.Constant(-GateSaturation), t.Min(t.Constant(GateSaturation), "x"))};");

    private static void WriteMish(SourceWriter writer, VectorTarget t, ICodeLibrary library)
    {
        writer.Line($"{t.Type} e = {Exp.Call(t, library, t.Min(t.Constant(MishSaturation), "x"))};");
        writer.Line($"{t.Type} n = e * (e + {t.Constant(2)});");
        writer.Line($"{t.Type} d = n + {t.Constant(2)};");
    }
}
