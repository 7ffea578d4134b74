using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>y = x times a constant.</summary>
internal sealed record ConstantScaleFunction(double Factor) : ElementwiseFunction
{
    public override string Name => "ConstantScale";

    public override int Values => 1;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        $"{values[0]} * {target.Constant(Factor)}";
}

/// <summary>x².</summary>
internal sealed record SquareFunction : ElementwiseFunction
{
    public override string Name => "Square";

    public override int Values => 1;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        $"{values[0]} * {values[0]}";
}

/// <summary>1 where the first value is equal to the second, 0 elsewhere; of NaN, which is equal to nothing, too.</summary>
internal sealed record IsExtremeFunction : ElementwiseFunction
{
    public override string Name => "IsExtreme";

    public override int Values => 2;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        $"({target.Class}.Equals({values[0]}, {values[1]}) & {target.Constant(1)})";
}

/// <summary>The share of x in the gradient of an extreme: of dy, x, the extreme and how many are equal to it.</summary>
internal sealed record ExtremeShareFunction : ElementwiseFunction
{
    public override string Name => "ExtremeShare";

    public override int Values => 4;

    public override double Cost => 3;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        $"{target.Class}.ConditionalSelect({target.Class}.Equals({values[1]}, {values[2]}), {values[0]} / {values[3]}, {target.Type}.Zero)";
}

/// <summary>dx = dy · x / y, and 0 where y is 0: the gradient of a Euclidean norm, of dy, x and the norm.</summary>
internal sealed record NormGradientFunction : ElementwiseFunction
{
    public override string Name => "NormGradient";

    public override int Values => 3;

    public override double Cost => 3;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        target.ZeroWhereZero(values[2], $"{values[0]} * ({values[1]} / {values[2]})");
}

/// <summary>
/// e^(x − m) of x and m, and 0 where x is −∞, so that a largest number that is not finite leaves no NaN behind.
/// </summary>
internal sealed record ExpBelowFunction : ElementwiseFunction
{
    public override string Name => "ExpBelow";

    public override int Values => 2;

    public override double Cost => 12;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels)
    {
        string difference = $"{target.Class}.ConditionalSelect({target.Class}.Equals({values[0]}, {values[1]}), {target.Type}.Zero, "
            + $"{values[0]} - {values[1]})";
        string power = VectorFunction.Exp.Call(target, library, difference);
        string isNothing = $"{target.Class}.Equals({values[0]}, {target.Constant(double.NegativeInfinity)})";
        return $"{target.Class}.ConditionalSelect({isNothing}, {target.Type}.Zero, {power})";
    }
}

/// <summary>m + ln s of m and s.</summary>
internal sealed record LogAboveFunction : ElementwiseFunction
{
    public override string Name => "LogAbove";

    public override int Values => 2;

    public override double Cost => 18;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        $"{values[0]} + {VectorFunction.Log.Call(target, library, values[1])}";
}

/// <summary>dx = dy · e^(x − y): the gradient of ln Σ e^x, of dy, x and the logarithm.</summary>
internal sealed record LogSumExpGradientFunction : ElementwiseFunction
{
    private static readonly ExpBelowFunction Share = new();

    public override string Name => "LogSumExpGradient";

    public override int Values => 3;

    public override double Cost => 13;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        $"{values[0]} * {Share.Apply(writer, target, library, [values[1], values[2]], channels)}";
}
