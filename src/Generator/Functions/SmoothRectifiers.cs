using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>The exponential linear unit and its kin: scale·x where positive, scale·alpha·(e^(x·rate) − 1) elsewhere.</summary>
internal sealed record EluActivation(double Alpha, double Rate = 1, double Scale = 1) : Activation
{
    public override string Name => "Elu";

    public override bool KeepsZero => true;

    public override double Cost => 14;

    // Else the sign of the result does not tell the sign of the argument; with a scale below 1 the smallest results are 0.
    public override bool HasDerivativeFromResult => Alpha * Rate > 0 && Scale >= 1;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => WhereAbove(
        target,
        x,
        0,
        Times(target, x, Scale),
        Times(target, VectorFunction.ExpM1.Call(target, library, Times(target, x, Rate)), Scale * Alpha));

    // scale·alpha·rate·e^(x·rate) = rate·(y + scale·alpha).
    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g)
    {
        string slope = HasDerivativeFromResult
            ? Times(target, $"({y} + {target.Constant(Scale * Alpha)})", Rate)
            : Times(target, VectorFunction.Exp.Call(target, library, Times(target, y, Rate)), Scale * Alpha * Rate);
        return WhereAbove(target, y, 0, Times(target, g, Scale), $"{g} * {slope}");
    }

    private static string Times(VectorTarget target, string x, double factor) => factor == 1 ? x : $"{x} * {target.Constant(factor)}";
}

/// <summary>ln(1 + e^(beta·x)) / beta; x where beta·x is above a threshold.</summary>
internal sealed record SoftplusActivation(double Beta, double Threshold) : Activation
{
    // Above this the nearest number to ln(1 + e^x) is x itself.
    private const double Indistinguishable = 16;

    public override string Name => "Softplus";

    public override double Cost => 35;

    // A threshold that can be told makes two arguments of some results.
    public override bool HasDerivativeFromResult => Threshold >= Indistinguishable;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x)
    {
        string soft = VectorFunction.Softplus.Call(target, library, Scaled(target, x));
        soft = Beta == 1 ? soft : $"({soft} * {target.Constant(1 / Beta)})";

        // beta·x may overflow where x does not.
        return HasDerivativeFromResult && Beta <= 1 ? soft : WhereAbove(target, Scaled(target, x), Threshold, x, soft);
    }

    // 1 − e^−(beta·y), or the sigmoid of beta·x.
    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) => HasDerivativeFromResult
        ? $"{target.Type}.Zero - ({g} * {VectorFunction.ExpM1.Call(target, library, $"{y} * {target.Constant(-Beta)}")})"
        : WhereAbove(target, Scaled(target, y), Threshold, g, $"{g} * {VectorFunction.Sigmoid.Call(target, library, Scaled(target, y))}");

    private string Scaled(VectorTarget target, string x) => Beta == 1 ? x : $"{x} * {target.Constant(Beta)}";
}

/// <summary>x times the sigmoid of slope·x.</summary>
internal sealed record SiluActivation(double Slope) : Activation
{
    public override string Name => "Silu";

    public override bool KeepsZero => true;

    public override double Cost => 15;

    public override bool HasDerivativeFromResult => false;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => Slope == 0
        ? $"({x} * {Half(target)})"
        : $"({Finite(target, x)} * {VectorFunction.Sigmoid.Call(target, library, Scaled(target, x))})";

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) =>
        $"{g} * {(Slope == 0 ? Half(target) : VectorFunction.SiluDerivative.Call(target, library, Scaled(target, y)))}";

    // The sigmoid of 0.
    private static string Half(VectorTarget target) => target.Constant(0.5);

    // What is infinite where the gate is closed.
    private string Finite(VectorTarget target, string x) => Slope < 0
        ? target.Min(target.Constant(float.MaxValue), x)
        : VectorFunction.Finite(target, x);

    private string Scaled(VectorTarget target, string x) => Slope == 1 ? x : $"{x} * {target.Constant(Slope)}";
}

/// <summary>x·max(0, min(1, x/6 + 1/2)).</summary>
internal sealed record HardSwishActivation : Activation
{
    private const double Limit = 3;

    private static readonly HardSigmoidActivation Gate = new(1.0 / 6, 0.5);

    public override string Name => "HardSwish";

    public override bool KeepsZero => true;

    public override double Cost => 4;

    public override bool HasDerivativeFromResult => false;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) =>
        $"({VectorFunction.Finite(target, x)} * {Gate.Apply(target, library, x)})";

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g)
    {
        string slope = target.MultiplyAdd(y, target.Constant(1.0 / Limit), target.Constant(0.5));
        string isBelow = $"{target.Class}.LessThan({y}, {target.Constant(Limit)})";
        string rising = $"{target.Class}.ConditionalSelect({isBelow}, {g} * ({slope}), {g})";
        return WhereAbove(target, y, -Limit, rising, $"{target.Type}.Zero");
    }
}

/// <summary>An activation whose value and derivative are functions of their own.</summary>
internal sealed record FunctionActivation(VectorFunction Function, VectorFunction Derivative) : Activation
{
    public static readonly FunctionActivation Gelu = new(VectorFunction.Gelu, VectorFunction.GeluDerivative);

    public static readonly FunctionActivation GeluTanh = new(VectorFunction.GeluTanh, VectorFunction.GeluTanhDerivative);

    public static readonly FunctionActivation Mish = new(VectorFunction.Mish, VectorFunction.MishDerivative);

    public static readonly FunctionActivation TanhShrink = new(VectorFunction.TanhShrink, VectorFunction.TanhShrinkDerivative);

    public override string Name => Function.Name;

    public override bool KeepsZero => true;

    public override double Cost => 40;

    public override bool HasDerivativeFromResult => false;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => Function.Call(target, library, x);

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) =>
        $"{g} * {Derivative.Call(target, library, y)}";
}
