using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>e^x.</summary>
internal sealed record ExpActivation : Activation
{
    public override string Name => "Exp";

    public override double Cost => 12;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => VectorFunction.Exp.Call(target, library, x);

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) => $"{g} * {y}";
}

/// <summary>The natural logarithm.</summary>
internal sealed record LogActivation : Activation
{
    public override string Name => "Log";

    public override Infinities Infinities => Infinities.Made;

    public override double Cost => 18;

    public override bool HasDerivativeFromResult => false;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => VectorFunction.Log.Call(target, library, x);

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) => $"{g} / {y}";
}

/// <summary>The square root.</summary>
internal sealed record SqrtActivation : Activation
{
    public override string Name => "Sqrt";

    public override bool KeepsZero => true;

    public override double Cost => 6;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => $"{target.Class}.Sqrt({x})";

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) => $"{g} / ({y} + {y})";
}

/// <summary>|x|.</summary>
internal sealed record AbsActivation : Activation
{
    public override string Name => "Abs";

    public override bool KeepsZero => true;

    public override bool HasDerivativeFromResult => false;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => $"{target.Class}.Abs({x})";

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g)
    {
        string below = $"{target.Class}.ConditionalSelect({target.Class}.LessThan({y}, {target.Type}.Zero), -{g}, {target.Type}.Zero)";
        return WhereAbove(target, y, 0, g, below);
    }
}

/// <summary>−x, as a product, which is right for the sign of zero too.</summary>
internal sealed record NegActivation : Activation
{
    public override string Name => "Neg";

    public override bool KeepsZero => true;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => $"({x} * {target.Constant(-1)})";

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) => $"{g} * {target.Constant(-1)}";
}

/// <summary>1 / x.</summary>
internal sealed record ReciprocalActivation : Activation
{
    public override string Name => "Reciprocal";

    public override Infinities Infinities => Infinities.Made;

    public override double Cost => 5;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => $"({target.Constant(1)} / {x})";

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) =>
        $"{g} * {target.Constant(-1)} * ({y} * {y})";
}

/// <summary>x to the power of a constant.</summary>
internal sealed record PowActivation(double Exponent) : Activation
{
    public override string Name => "Pow";

    public override Infinities Infinities => Exponent < 0 ? Infinities.Made : Infinities.Passed;

    public override double Cost => 40;

    public override bool HasDerivativeFromResult => false;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => Power(target, library, x, Exponent);

    // p·x^(p − 1); 0 for the exponent 0, whatever x is.
    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) => Exponent switch
    {
        0 => $"{target.Type}.Zero",
        1 => g,
        _ => $"{g} * ({target.Constant(Exponent)} * {Power(target, library, y, Exponent - 1)})",
    };

    private static string Power(VectorTarget target, ICodeLibrary library, string x, double exponent) => exponent switch
    {
        0 => target.Constant(1),
        1 => x,
        2 => $"({x} * {x})",
        3 => $"({x} * {x} * {x})",
        -1 => $"({target.Constant(1)} / {x})",
        0.5 => $"{target.Class}.Sqrt({x})",
        -0.5 => $"({target.Constant(1)} / {target.Class}.Sqrt({x}))",
        _ => VectorFunction.SignedPower(exponent).Call(target, library, x),
    };
}

/// <summary>The error function.</summary>
internal sealed record ErfActivation : Activation
{
    private const double TwoOverRootPi = 1.1283791670955126;

    public override string Name => "Erf";

    public override Infinities Infinities => Infinities.Stopped;

    public override bool KeepsZero => true;

    public override double Cost => 30;

    public override bool HasDerivativeFromResult => false;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => VectorFunction.Erf.Call(target, library, x);

    // 2/√π·e^(−x²).
    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) =>
        $"{g} * ({VectorFunction.Exp.Call(target, library, $"{target.Type}.Zero - ({y} * {y})")} * {target.Constant(TwoOverRootPi)})";
}

/// <summary>The largest integer that is not above x.</summary>
internal sealed record FloorActivation : Activation
{
    public override string Name => "Floor";

    public override bool KeepsZero => true;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => $"{target.Class}.Floor({x})";

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) => $"{target.Type}.Zero";
}

/// <summary>The sine.</summary>
internal sealed record SinActivation : Activation
{
    public override string Name => "Sin";

    public override bool KeepsZero => true;

    public override double Cost => 30;

    public override bool HasDerivativeFromResult => false;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => VectorFunction.Sin.Call(target, library, x);

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) =>
        $"{g} * {VectorFunction.Cos.Call(target, library, y)}";
}

/// <summary>The cosine.</summary>
internal sealed record CosActivation : Activation
{
    public override string Name => "Cos";

    public override double Cost => 30;

    public override bool HasDerivativeFromResult => false;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => VectorFunction.Cos.Call(target, library, x);

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) =>
        $"{g} * {target.Constant(-1)} * {VectorFunction.Sin.Call(target, library, y)}";
}
