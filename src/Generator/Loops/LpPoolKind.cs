using ConvGen.Generator.Functions;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Loops;

/// <summary>
/// The p-norm (Σ |x|^p)^(1/p); padding counts as zero. An element gets sgn(x)·(|x|/y)^(p − 1) of the gradient of the norm y, and nothing
/// where x or y is zero.
/// </summary>
/// <param name="Power">The exponent p.</param>
internal sealed record LpPoolKind(double Power) : PoolKind
{
    private const int MaxFactors = 8;

    /// <inheritdoc/>
    public override string Name => "LpPool";

    /// <inheritdoc/>
    public override bool GradientReadsValues => true;

    /// <inheritdoc/>
    public override IEnumerable<VectorFunction> Functions =>
        new[] { Power, 1 / Power, Power - 1 }.Where(e => !IsExpression(e)).Select(VectorFunction.Power);

    /// <inheritdoc/>
    public override bool Sums => true;

    /// <inheritdoc/>
    public override bool CountsPaddingAsZeros(bool nothingNegative) => true;

    /// <inheritdoc/>
    public override string Start(VectorTarget target) => $"{target.Type}.Zero";

    /// <inheritdoc/>
    public override void EmitTake(SourceWriter writer, VectorTarget target, PoolWindow window, PoolTap tap, string result, string element)
    {
        string magnitude = $"magnitude{Text.Of(tap.Number)}Of{result}";
        writer.Line($"{target.Type} {magnitude} = {target.Class}.Abs({element});");
        writer.Line($"{result} += {Raise(target, magnitude, Power)};");
    }

    /// <inheritdoc/>
    public override string Finish(VectorTarget target, int taps, string result) => Raise(target, result, 1 / Power);

    /// <inheritdoc/>
    public override void EmitGradient(
        SourceWriter writer, VectorTarget target, PoolWindow window, TapRange? columns, string gradient, string result)
    {
        writer.Line($"{target.Type} g = {gradient};");
        writer.Line($"{target.Type} norm = {result};");
        writer.Line($"{target.Type} hasNorm = {target.Class}.GreaterThan(norm, {target.Type}.Zero);");
    }

    /// <inheritdoc/>
    public override PoolShare EmitShare(SourceWriter writer, VectorTarget target, PoolWindow window, PoolTap tap, string element)
    {
        string x = $"x{Text.Of(tap.Number)}",
            ratio = $"ratio{Text.Of(tap.Number)}",
            share = $"share{Text.Of(tap.Number)}",
            zero = $"{target.Type}.Zero";
        writer.Line($"{target.Type} {x} = {element};");
        writer.Line($"{target.Type} {ratio} = {target.Class}.Abs({x}) / norm;");
        writer.Line($"{target.Type} {share} = g * {Raise(target, ratio, Power - 1)};");
        writer.Line($"{share} = {target.Class}.ConditionalSelect({target.Class}.LessThan({x}, {zero}), -{share}, {share});");
        return new PoolShare($"({share} & hasNorm & ~{target.Class}.Equals({x}, {zero}))");
    }

    /// <summary>An expression of a power: by multiplying or by square roots where that does it.</summary>
    private static string Raise(VectorTarget target, string x, double exponent) => exponent switch
    {
        0 => target.Constant(1),
        1 => x,
        0.5 => $"{target.Class}.Sqrt({x})",
        0.25 => $"{target.Class}.Sqrt({target.Class}.Sqrt({x}))",
        _ when IsExpression(exponent) => $"({string.Join(" * ", Enumerable.Repeat(x, (int)exponent))})",
        _ => $"{VectorFunction.Power(exponent).Name}({x})",
    };

    private static bool IsExpression(double exponent) =>
        exponent is 0.25 or 0.5 || (exponent >= 0 && exponent <= MaxFactors && exponent == Math.Floor(exponent));
}
