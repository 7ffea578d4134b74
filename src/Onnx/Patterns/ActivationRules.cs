using ConvGen.Onnx.Normalising;
using static ConvGen.Onnx.Patterns.Be;

namespace ConvGen.Onnx.Patterns;

/// <summary>Activations that exporters write as arithmetic.</summary>
internal static class ActivationRules
{
    private static readonly Pattern X = Any("x");

    // min(max(x + 3, 0), 6)
    private static readonly Pattern Ramp = When("Clip", IsRamp(6), Op("Add", X, Number(3)));

    private static readonly Pattern SixthRamp = OneOf(
        Over(Ramp, 6),
        When("Clip", IsRamp(1), Op("Add", Over(X, 6), Number(0.5))));

    // 1 + erf(x/√2)
    private static readonly Pattern ErfTerm = Op("Add", Op("Erf", Over(X, Math.Sqrt(2))), Number(1));

    private static readonly Pattern Cube = OneOf(Op("Pow", X, Number(3)), Op("Mul", X, Op("Mul", X, X)), Op("Mul", Op("Mul", X, X), X));

    // 1 + tanh(√(2/π)·(x + 0.044715·x³))
    private static readonly Pattern TanhTerm = Op(
        "Add", Op("Tanh", Op("Mul", Op("Add", X, Op("Mul", Cube, Number(0.044715))), Number(Math.Sqrt(2 / Math.PI)))), Number(1));

    /// <summary>The rules, simpler ones first.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Unary(SixthRamp, "HardSigmoid", new Settings().WithReal("alpha", 1.0 / 6).WithReal("beta", 0.5)),
        Rule.Unary(Op("Mul", X, When("HardSigmoid", IsSixth, X)), "HardSwish", Settings.None),
        Rule.Unary(Over(Op("Mul", X, Ramp), 6), "HardSwish", Settings.None),
        Rule.Unary(Op("Div", X, Op("Add", Op("Abs", X), Number(1))), "Softsign", Settings.None),
        Rule.Unary(Op("Log", Op("Add", Op("Exp", X), Number(1))), "Softplus", Settings.None),
        Rule.Unary(Op("Mul", X, Op("Tanh", Op("Softplus", X))), "Mish", Settings.None),
        Rule.Unary(Op("Mul", X, Op("Sigmoid", X)), "Swish", new Settings().WithReal("alpha", 1)),
        Rule.Unary(Halved(ErfTerm), "Gelu", new Settings().With("tanh", 0)),
        Rule.Unary(Halved(TanhTerm), "Gelu", new Settings().With("tanh", 1)),
    ];

    // x·term/2, whichever two are multiplied first.
    private static Pattern Halved(Pattern term) => OneOf(
        Op("Mul", Over(X, 2), term),
        Over(Op("Mul", X, term), 2),
        Op("Mul", X, Over(term, 2)));

    private static Func<Settings, bool> IsRamp(double most) =>
        settings => settings.Real("min") == 0 && IsNear(settings.Real("max"), most);

    private static bool IsSixth(Settings settings) => IsNear(settings.Real("alpha"), 1.0 / 6) && IsNear(settings.Real("beta"), 0.5);
}
