using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>1 / (1 + e^−x).</summary>
internal sealed record SigmoidActivation : Activation
{
    public override string Name => "Sigmoid";

    public override Infinities Infinities => Infinities.Stopped;

    public override double Cost => 14;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => VectorFunction.Sigmoid.Call(target, library, x);

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) =>
        $"{g} * {y} * ({target.Constant(1)} - {y})";
}

/// <summary>slope·x + offset, at least 0 and at most 1.</summary>
internal sealed record HardSigmoidActivation(double Slope, double Offset) : Activation
{
    public override string Name => "HardSigmoid";

    public override Infinities Infinities => Infinities.Stopped;

    public override double Cost => 3;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) =>
        target.Min(
            target.Constant(1),
            target.Max($"{target.Type}.Zero", $"({target.MultiplyAdd(x, target.Constant(Slope), target.Constant(Offset))})"));

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) =>
        $"{target.Class}.ConditionalSelect({target.Class}.GreaterThan({y}, {target.Type}.Zero) & {target.Class}.LessThan({y}, "
        + $"{target.Constant(1)}), {g} * {target.Constant(Slope)}, {target.Type}.Zero)";
}

/// <summary>ln(1 / (1 + e^−x)) = −ln(1 + e^−x).</summary>
internal sealed record LogSigmoidActivation : Activation
{
    public override string Name => "LogSigmoid";

    public override double Cost => 35;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) =>
        $"({target.Type}.Zero - {VectorFunction.Softplus.Call(target, library, $"{target.Type}.Zero - {x}")})";

    // 1 − e^y.
    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) =>
        $"{target.Type}.Zero - ({g} * {VectorFunction.ExpM1.Call(target, library, y)})";
}

/// <summary>The hyperbolic tangent.</summary>
internal sealed record TanhActivation : Activation
{
    public override string Name => "Tanh";

    public override Infinities Infinities => Infinities.Stopped;

    public override bool KeepsZero => true;

    public override double Cost => 20;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => VectorFunction.Tanh.Call(target, library, x);

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) =>
        $"{g} * ({target.Constant(1)} - ({y} * {y}))";
}

/// <summary>x / (1 + |x|).</summary>
internal sealed record SoftsignActivation : Activation
{
    public override string Name => "Softsign";

    public override Infinities Infinities => Infinities.Stopped;

    public override bool KeepsZero => true;

    public override double Cost => 5;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) =>
        $"({Finite(target, x)} / ({target.Constant(1)} + {target.Class}.Abs({Finite(target, x)})))";

    // ∞ / ∞ has no value, but the quotient has a limit.
    private static string Finite(VectorTarget target, string x) =>
        target.Min(target.Constant(float.MaxValue), $"({VectorFunction.Finite(target, x)})");

    // (1 − |y|)².
    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g)
    {
        string root = $"({target.Constant(1)} - {target.Class}.Abs({y}))";
        return $"{g} * {root} * {root}";
    }
}
