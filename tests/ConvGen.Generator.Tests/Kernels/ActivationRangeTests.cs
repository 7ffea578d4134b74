using System.Globalization;
using ConvGen.Generator.Functions;
using ConvGen.Generator.Writing;
using ConvGen.Tests;

namespace ConvGen.Generator.Tests.Kernels;

/// <summary>
/// Every activation and its derivative, from whichever of argument and result it is told, against double precision: both signs of every
/// exponent with many mantissas, the neighbours of kinks, and every special value. At infinity both have their limits. Where a function is
/// chosen by comparison, NaN is above no limit, so that the derivative is that of the lowest piece.
/// </summary>
public class ActivationRangeTests
{
    private const int MantissasPerExponent = 252;

    /// <summary>Units in the last place of the correctly rounded value.</summary>
    private const double AllowedUnits = 4;

    /// <summary>Rounding of what is added up to the value, where that may cancel: a share of its largest part.</summary>
    private const double AllowedShare = 4.0 / (1 << 23);

    private const double MayOverflow = float.MaxValue / 4;

    private const double GeluCubic = 0.044715;
    private static readonly double RootTwoOverPi = Math.Sqrt(2 / Math.PI);

    private static readonly Case[] Cases =
    [
        new("Relu", new ReluActivation(), x => x <= 0 ? 0 : x, x => x > 0 ? 1 : 0, 0),
        new("Relu6", new ClampActivation(0, 6), x => Clamp(x, 0, 6), x => x > 0 && x < 6 ? 1 : 0, 0, 6),
        new("HardTanh", new ClampActivation(-0.5, 0.75), x => Clamp(x, -0.5, 0.75), x => x > -0.5 && x < 0.75 ? 1 : 0, -0.5, 0.75),
        new("AtLeast", new ClampActivation(0.25, double.PositiveInfinity), x => x <= 0.25 ? 0.25 : x, x => x > 0.25 ? 1 : 0, 0.25),
        new("AtMost", new ClampActivation(double.NegativeInfinity, 0.25), x => x >= 0.25 ? 0.25 : x, x => x < 0.25 ? 1 : 0, 0.25),
        new("LeakyRelu", new LeakyReluActivation(0.25), x => x > 0 ? x : 0.25 * x, x => x > 0 ? 1 : 0.25, 0),
        new("LeakyReluOfNegative", new LeakyReluActivation(-0.5), x => x > 0 ? x : -0.5 * x, x => x > 0 ? 1 : -0.5, 0),
        new("ThresholdedRelu", new ThresholdedReluActivation(0.5), x => x <= 0.5 ? 0 : x, x => x > 0.5 ? 1 : 0, 0.5),
        new("ThresholdedReluBelow", new ThresholdedReluActivation(-0.5), x => x <= -0.5 ? 0 : x, x => x > -0.5 ? 1 : 0, -0.5),
        new("SoftShrink", new ShrinkActivation(0.5, 0.5), x => Shrink(x, 0.5, 0.5), x => Math.Abs(x) > 0.5 ? 1 : 0, -0.5, 0.5),
        new("SoftShrinkWithBias", new ShrinkActivation(0.25, 0.75), x => Shrink(x, 0.25, 0.75), x => Math.Abs(x) > 0.25 ? 1 : 0, -0.25, 0.25),
        new("HardShrink", new ShrinkActivation(0.5, 0), x => Shrink(x, 0.5, 0), x => Math.Abs(x) > 0.5 ? 1 : 0, -0.5, 0.5),
        new("Elu", new EluActivation(1), x => Elu(x, 1, 1, 1), x => EluSlope(x, 1, 1, 1), 0),
        new("Selu", new EluActivation(1.6732632, 1, 1.050701), x => Elu(x, 1.6732632, 1, 1.050701), x => EluSlope(x, 1.6732632, 1, 1.050701), 0),
        new("SeluOfSmallGamma", new EluActivation(1.5, 1, 0.25), x => Elu(x, 1.5, 1, 0.25), x => EluSlope(x, 1.5, 1, 0.25), 0),
        new("EluOfNegative", new EluActivation(-0.75), x => Elu(x, -0.75, 1, 1), x => EluSlope(x, -0.75, 1, 1), 0),
        new("Celu", new EluActivation(0.25, 4), x => Elu(x, 0.25, 4, 1), x => EluSlope(x, 0.25, 4, 1), 0),
        new("Sigmoid", new SigmoidActivation(), Logistic, x => Logistic(x) * Logistic(-x)),
        new("HardSigmoid", new HardSigmoidActivation(0.25, 0.5), x => Clamp((0.25 * x) + 0.5, 0, 1), x => x > -2 && x < 2 ? 0.25 : 0, -2, 2),
        new("LogSigmoid", new LogSigmoidActivation(), x => -Soft(-x), x => Logistic(-x)),
        new("Tanh", new TanhActivation(), Math.Tanh, x => 1 / (Math.Cosh(x) * Math.Cosh(x))),
        new("Softsign", new SoftsignActivation(), x => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x)), x => Math.Pow(1 + Math.Abs(x), -2)),
        new("Softplus", new SoftplusActivation(1, 20), Soft, Logistic),
        new("SoftplusSteep", new SoftplusActivation(4, 20), x => Soft(4 * x) / 4, x => Logistic(4 * x)),
        new("SoftplusCut", new SoftplusActivation(2, 0.5), x => 2 * x > 0.5 ? x : Soft(2 * x) / 2, x => 2 * x > 0.5 ? 1 : Logistic(2 * x), 0.25),
        new("Silu", new SiluActivation(1), x => Gated(x, Logistic(x)), x => SiluSlope(x)),
        new("SiluSteep", new SiluActivation(-2), x => Gated(x, Logistic(-2 * x)), x => SiluSlope(-2 * x)),
        new("SiluOfZero", new SiluActivation(0), x => x / 2, _ => 0.5),
        new("HardSwish", new HardSwishActivation(), x => x <= -3 ? 0 : x >= 3 ? x : x * ((x / 6) + 0.5), HardSwishSlope, -3, 3),
        new("Gelu", FunctionActivation.Gelu, x => Gated(x, Normal(x)), x => Normal(x) + Gated(x, Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI))),
        new("GeluTanh", FunctionActivation.GeluTanh, x => Gated(x, Logistic(2 * GeluInner(x))), GeluTanhSlope),
        new("Mish", FunctionActivation.Mish, x => Gated(x, Math.Tanh(Soft(x))), x => Math.Tanh(Soft(x)) + Gated(x, Logistic(x) / Square(Math.Cosh(Soft(x))))),
        new("TanhShrink", FunctionActivation.TanhShrink, x => x - Math.Tanh(x), x => Square(Math.Tanh(x))),
        new("Exp", new ExpActivation(), Math.Exp, Math.Exp),
        new("Log", new LogActivation(), Math.Log, x => 1 / x),
        new("Sqrt", new SqrtActivation(), Math.Sqrt, x => 0.5 / Math.Sqrt(x)),
        new("Abs", new AbsActivation(), Math.Abs, x => x > 0 ? 1 : x < 0 ? -1 : 0, 0),
        new("Neg", new NegActivation(), x => -x, _ => -1),
        new("Reciprocal", new ReciprocalActivation(), x => 1 / x, x => -1 / (x * x)),
        new("Erf", new ErfActivation(), SpecialFunctions.Erf, x => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x)),
        new("Floor", new FloorActivation(), Math.Floor, _ => 0),
        new("Sin", new SinActivation(), Math.Sin, Math.Cos),
        new("Cos", new CosActivation(), Math.Cos, x => -Math.Sin(x)),
        .. new[] { 0, 1, 2, 3, 4, -1, -2, 0.5, -0.5, 1.5, -1.5, 2.5, 0.3 }.Select((exponent, i) =>
            new Case($"Pow{i}", new PowActivation(exponent), x => Power(x, exponent), x => exponent == 0 ? 0 : exponent * Power(x, exponent - 1))),
    ];

    private static readonly EmittedFunctions Emitted = new([.. Cases.SelectMany(Functions)]);

    public static TheoryData<string> Names => [.. Cases.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void FunctionsAreRightEverywhere(string name)
    {
        Case tested = Cases.Single(each => each.Name == name);
        Check(tested, $"ValueOf{name}", tested.Function);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DerivativesAreRightEverywhere(string name)
    {
        Case tested = Cases.Single(each => each.Name == name);
        Check(tested, $"SlopeOf{name}", tested.Derivative);
    }

    [Fact]
    public void EveryActivationIsHere()
    {
        Type[] missing = [.. typeof(Activation).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Activation)) && !type.IsAbstract && type != Activation.Identity.GetType() && type != typeof(PReluActivation))
            .Except(Cases.Select(each => each.Activation.GetType()))];
        Assert.Empty(missing);
    }

    private static void Check(Case tested, string function, Func<double, double> reference)
    {
        float[] arguments = [.. EmittedFunctions.EveryExponent(MantissasPerExponent), .. tested.Kinks.SelectMany(kink => Enumerable.Repeat((float)kink, 16))];
        foreach (VectorTarget target in EmittedFunctions.Supported)
        {
            float[] got = Emitted.Apply(target, function, arguments);
            string[] wrong = [.. Enumerable.Range(0, got.Length)
                .Where(i => !IsNear(got[i], reference(arguments[i])) && !tested.IsBesideKink(arguments[i])).Select(i =>
                string.Create(CultureInfo.InvariantCulture, $"{target.Name}: {function}({arguments[i]:R}) is {got[i]:R}, not {reference(arguments[i]):R}"))];
            Assert.True(wrong.Length == 0, $"{wrong.Length} of {got.Length}\n{string.Join('\n', wrong.Where((_, i) => i % (1 + (wrong.Length / 12)) == 0))}");
        }
    }

    // A product of a small factor and a power overflows where the power does.
    private static bool IsNear(float got, double want) =>
        VectorFunctionTests.Distance(got, (float)want) <= AllowedUnits || Math.Abs(got - want) <= AllowedShare
        || (Math.Abs(want) > MayOverflow && float.IsInfinity(got) && Math.Sign(got) == Math.Sign(want));

    // The derivative is told from the result where it can be, as in training.
    private static IEnumerable<VectorFunction> Functions(Case each)
    {
        Activation activation = each.Activation;
        yield return new($"ValueOf{each.Name}", "The function.", (writer, target, library) => writer.Line($"return {activation.Apply(target, library, "x")};"));
        yield return new($"SlopeOf{each.Name}", "Its derivative.", (writer, target, library) =>
        {
            writer.Line($"{target.Type} known = {(activation.HasDerivativeFromResult ? activation.Apply(target, library, "x") : "x")};");
            writer.Line($"{target.Type} one = {target.Constant(1)};");
            writer.Line($"return {activation.Gradient(target, library, "known", "one")};");
        });
    }

    private static double Square(double x) => x * x;

    private static double Clamp(double x, double least, double most) => x < least ? least : x > most ? most : x;

    private static double Shrink(double x, double threshold, double bias) => Math.Abs(x) <= threshold ? 0 : x > 0 ? x - bias : x + bias;

    private static double Elu(double x, double alpha, double rate, double scale) => scale * (x > 0 ? x : alpha * SpecialFunctions.ExpM1(rate * x));

    private static double EluSlope(double x, double alpha, double rate, double scale) => scale * (x > 0 ? 1 : alpha * rate * Math.Exp(rate * x));

    private static double Logistic(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    private static double Soft(double x) => Math.Max(x, 0) + SpecialFunctions.Log1P(Math.Exp(-Math.Abs(x)));

    private static double Normal(double x) => (1 + SpecialFunctions.Erf(x / Math.Sqrt(2))) / 2;

    // What a closed gate lets through is nothing, also of infinity.
    private static double Gated(double x, double gate) => gate == 0 ? 0 : x * gate;

    private static double SiluSlope(double x) => Logistic(x) + Gated(Gated(x, Logistic(-x)), Logistic(x));

    private static double HardSwishSlope(double x) => x >= 3 ? 1 : x > -3 ? (x / 3) + 0.5 : 0;

    private static double GeluInner(double x) => RootTwoOverPi * (x + (GeluCubic * x * x * x));

    private static double GeluTanhSlope(double x)
    {
        double gate = Logistic(2 * GeluInner(x)), bell = gate * Logistic(-2 * GeluInner(x));
        return gate + Gated(2 * x * RootTwoOverPi * (1 + (3 * GeluCubic * x * x)), bell);
    }

    // As PyTorch: these exponents are square roots, of −∞ and of −0 too.
    private static double Power(double x, double exponent) => exponent switch
    {
        0.5 => Math.Sqrt(x),
        -0.5 => 1 / Math.Sqrt(x),
        _ => Math.Pow(x, exponent),
    };

    private sealed record Case(
        string Name, Activation Activation, Func<double, double> Function, Func<double, double> Derivative, params double[] Kinks)
    {
        /// <summary>Whether a number is next to a kink, so that rounding of the result may bring it there.</summary>
        public bool IsBesideKink(float x) => Kinks.Any(kink => kink != 0 && (MathF.BitIncrement(x) == kink || MathF.BitDecrement(x) == kink));
    }
}
