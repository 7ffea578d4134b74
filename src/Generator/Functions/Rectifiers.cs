using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>max(0, x).</summary>
internal sealed record ReluActivation : Activation
{
    public override string Name => "Relu";

    public override bool KeepsZero => true;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => target.Max($"{target.Type}.Zero", x);

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) =>
        WhereAbove(target, y, 0, g, $"{target.Type}.Zero");
}

/// <summary>x, but at least one limit and at most another; a limit that is infinite is none.</summary>
internal sealed record ClampActivation(double Least, double Most) : Activation
{
    public override string Name => "Clamp";

    public override Infinities Infinities => double.IsInfinity(Least) || double.IsInfinity(Most) ? Infinities.Passed : Infinities.Stopped;

    public override bool KeepsZero => Least <= 0 && Most >= 0;

    public override double Cost => 2;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x)
    {
        string bounded = double.IsInfinity(Least) ? x : target.Max(target.Constant(Least), x);
        return double.IsInfinity(Most) ? bounded : target.Min(target.Constant(Most), bounded);
    }

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g)
    {
        List<string> inside = [];
        if (!double.IsInfinity(Least))
        {
            inside.Add($"{target.Class}.GreaterThan({y}, {target.Constant(Least)})");
        }

        if (!double.IsInfinity(Most))
        {
            inside.Add($"{target.Class}.LessThan({y}, {target.Constant(Most)})");
        }

        return inside.Count == 0 ? g : $"{target.Class}.ConditionalSelect({string.Join(" & ", inside)}, {g}, {target.Type}.Zero)";
    }

}

/// <summary>x where positive, slope·x elsewhere.</summary>
internal sealed record LeakyReluActivation(double Slope) : Activation
{
    public override string Name => "LeakyRelu";

    public override bool KeepsZero => true;

    public override double Cost => 2;

    // With a slope of zero or less the sign of the result no longer tells the sign of the argument.
    public override bool HasDerivativeFromResult => Slope > 0;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => Select(target, x, x);

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) => Select(target, y, g);

    private string Select(VectorTarget target, string sign, string value) =>
        WhereAbove(target, sign, 0, value, $"{value} * {target.Constant(Slope)}");
}

/// <summary>x above a threshold, 0 elsewhere.</summary>
internal sealed record ThresholdedReluActivation(double Threshold) : Activation
{
    public override string Name => "ThresholdedRelu";

    public override bool KeepsZero => true;

    // With a negative threshold a result of zero is on either side of it.
    public override bool HasDerivativeFromResult => Threshold >= 0;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) =>
        $"{target.Class}.ConditionalSelect({target.Class}.LessThanOrEqual({x}, {target.Constant(Threshold)}), {target.Type}.Zero, {x})";

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) =>
        WhereAbove(target, y, Threshold, g, $"{target.Type}.Zero");
}

/// <summary>x nearer to 0 by a bias where its magnitude is above a threshold, 0 elsewhere.</summary>
internal sealed record ShrinkActivation(double Threshold, double Bias) : Activation
{
    public override string Name => "Shrink";

    public override double Cost => 3;

    // Otherwise a result may be zero, or of the other sign, above the threshold too.
    public override bool HasDerivativeFromResult => Bias == Threshold || Bias == 0;

    private double MinResult => HasDerivativeFromResult ? Threshold - Bias : Threshold;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x)
    {
        string shrunk = Bias == 0 ? x : WhereAbove(target, x, 0, $"{x} - {target.Constant(Bias)}", $"{x} + {target.Constant(Bias)}");
        string isSmall = $"{target.Class}.LessThanOrEqual({target.Class}.Abs({x}), {target.Constant(Threshold)})";
        return $"{target.Class}.ConditionalSelect({isSmall}, {target.Type}.Zero, {shrunk})";
    }

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) =>
        WhereAbove(target, $"{target.Class}.Abs({y})", MinResult, g, $"{target.Type}.Zero");
}
