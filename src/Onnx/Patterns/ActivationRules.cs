using ConvGen.Onnx.Normalising;
using ConvGen.Onnx.Tensors;
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
        new(Op("Max", X, Constant("limit")), (found, last) => Clip(found, last, isLeast: true)),
        new(Op("Min", X, Constant("limit")), (found, last) => Clip(found, last, isLeast: false)),
        new(Named("outer", Op("Clip", Once(Named("inner", Op("Clip", X))))), Clipped),
        new(
            Op("Log", Named("softmax", Op("Softmax", X))),
            (found, last) => last with { Op = "LogSoftmax", Inputs = [found["x"]], Settings = found.Made("softmax").Settings }),
        Rule.Unary(SixthRamp, "HardSigmoid", new Settings().WithReal("alpha", 1.0 / 6).WithReal("beta", 0.5)),
        Rule.Unary(Op("Mul", X, When("HardSigmoid", IsSixth, X)), "HardSwish", Settings.None),
        Rule.Unary(Over(Op("Mul", X, Ramp), 6), "HardSwish", Settings.None),
        Rule.Unary(Op("Div", X, Op("Add", Op("Abs", X), Number(1))), "Softsign", Settings.None),
        Rule.Unary(Op("Log", Op("Add", Op("Exp", X), Number(1))), "Softplus", Settings.None),
        new(
            OneOf(
                Op("Div", Op("Softplus", Op("Mul", X, Constant("beta"))), Constant("divisor")),
                Op("Mul", Op("Softplus", Op("Mul", X, Constant("beta"))), Constant("factor"))),
            ScaledSoftplus),
        Rule.Unary(Op("Log", Op("Sigmoid", X)), "LogSigmoid", Settings.None),
        Rule.Unary(Op("Sub", X, Op("Tanh", X)), "TanhShrink", Settings.None),
        Rule.Unary(Op("Mul", X, Op("Tanh", Op("Softplus", X))), "Mish", Settings.None),
        Rule.Unary(Op("Neg", Op("Softplus", Op("Neg", X))), "LogSigmoid", Settings.None),
        new(Op("Div", Named("soft", Op("Softplus", Op("Mul", X, Constant("beta")))), Constant("divisor")), SteepSoftplus),
        new(
            Op(
                "Where",
                Op("Greater", OneOf(Op("Mul", X, Constant("beta")), X), Constant("threshold")),
                X,
                Named("soft", Op("Softplus", X))),
            LimitedSoftplus),
        Rule.Unary(Op("Sub", X, Op("Tanh", X)), "TanhShrink", Settings.None),
        new(
            Op("Mul", X, Op("Sigmoid", Op("Mul", X, Constant("alpha")))),
            (found, last) => found.Constant("alpha") is { Length: 1 } alpha
                ? last with { Op = "Swish", Inputs = [found["x"]], Settings = new Settings().WithReal("alpha", alpha.Single()) }
                : null),
        new(
            Op("Neg", Once(Named("pool", Op("MaxPool", Once(Op("Neg", X)))))),
            (found, last) => last with { Op = "MinPool", Inputs = [found["x"]], Settings = found.Made("pool").Settings }),
        Rule.Unary(Op("Mul", X, Op("Sigmoid", X)), "Swish", new Settings().WithReal("alpha", 1)),
        Rule.Unary(Halved(ErfTerm), "Gelu", new Settings().With("tanh", 0)),
        Rule.Unary(Halved(TanhTerm), "Gelu", new Settings().With("tanh", 1)),
    ];

    // ln(1 + exp(βx))/β.
    private static Operation? SteepSoftplus(Matching found, Operation last)
    {
        bool isOne = found.Constant("beta").Length == 1 && found.Constant("divisor").Length == 1
            && found.Constant("beta").Single() == found.Constant("divisor").Single() && !found.Made("soft").Settings.Has("beta");
        return isOne
            ? last with
            {
                Op = "Softplus",
                Inputs = [found["x"]],
                Settings = new Settings().WithReal("beta", found.Constant("beta").Single()),
            }
            : null;
    }

    // x where βx is above a threshold.
    private static Operation? LimitedSoftplus(Matching found, Operation last)
    {
        double beta = found.Has("beta") ? found.Constant("beta").Single() : 1;
        Settings soft = found.Made("soft").Settings;
        return found.Constant("threshold").Length == 1 && !soft.Has("threshold") && beta == (soft.Has("beta") ? soft.Real("beta") : 1)
            ? last with
            {
                Op = "Softplus",
                Inputs = [found["x"]],
                Settings = new Settings().WithReal("beta", beta).WithReal("threshold", found.Constant("threshold").Single()),
            }
            : null;
    }

    // A limit for all elements.
    private static Operation? Clip(Matching found, Operation last, bool isLeast)
    {
        if (found.Constant("limit").Length > 1 || found.Constants.ContainsKey(found["x"])
            || !found.Shapes[found["x"]].SequenceEqual(found.Shapes[last.Output]))
        {
            return null;
        }

        double limit = found.Constant("limit").Single();
        return last with
        {
            Op = "Clip",
            Inputs = [found["x"]],
            Settings = new Settings()
                .WithReal("min", isLeast ? limit : double.NegativeInfinity)
                .WithReal("max", isLeast ? double.PositiveInfinity : limit),
        };
    }

    // min(max(x, a), b) of a clipped value. Where limits are crossed, every result is one of the outer ones.
    private static Operation? Clipped(Matching found, Operation last)
    {
        Settings inner = found.Made("inner").Settings;
        double Limited(double limit) => Math.Min(Math.Max(limit, last.Settings.Real("min")), last.Settings.Real("max"));
        return last with
        {
            Inputs = [found["x"]],
            Settings = new Settings().WithReal("min", Limited(inner.Real("min"))).WithReal("max", Limited(inner.Real("max"))),
        };
    }

    // ln(1 + exp(β·x))/β.
    private static Operation? ScaledSoftplus(Matching found, Operation last)
    {
        OnnxTensor beta = found.Constant("beta");
        bool isQuotient = found.Has("divisor");
        OnnxTensor other = found.Constant(isQuotient ? "divisor" : "factor");
        bool fits = beta.Length == 1 && other.Length == 1 && found.Shapes[found["x"]].SequenceEqual(found.Shapes[last.Output])
            && IsNear(other.Single(), isQuotient ? beta.Single() : 1 / beta.Single());
        return fits
            ? last with { Op = "Softplus", Inputs = [found["x"]], Settings = new Settings().WithReal("beta", beta.Single()) }
            : null;
    }

    // x·term/2, whichever two are multiplied first.
    private static Pattern Halved(Pattern term) => OneOf(
        Op("Mul", Over(X, 2), term),
        Over(Op("Mul", X, term), 2),
        Op("Mul", X, Over(term, 2)));

    private static Func<Settings, bool> IsRamp(double most) =>
        settings => settings.Real("min") == 0 && IsNear(settings.Real("max"), most);

    private static bool IsSixth(Settings settings) => IsNear(settings.Real("alpha"), 1.0 / 6) && IsNear(settings.Real("beta"), 0.5);
}
