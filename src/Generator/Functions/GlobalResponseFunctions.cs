using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>n = g / (m + ε) of the norm g of a map and the mean m of all norms.</summary>
internal sealed record RelativeNormFunction(double Epsilon) : ElementwiseFunction
{
    public override string Name => "RelativeNorm";

    public override int Values => 2;

    public override double Cost => 3;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        $"{values[0]} / {Divisor(target, values[1])}";

    /// <summary>What norms are divided by.</summary>
    public string Divisor(VectorTarget target, string mean) => $"({mean} + {target.Constant(Epsilon)})";
}

/// <summary>
/// The gradient of relative norms n to what is normalised, over x: ∂L/∂g / g of dn, the sum of dn·n over all channels, g and m, and 0 where
/// g is 0.
/// </summary>
/// <param name="Epsilon">ε.</param>
/// <param name="Share">The share of a norm in the mean.</param>
internal sealed record RelativeNormGradientFunction(double Epsilon, double Share) : ElementwiseFunction
{
    private readonly RelativeNormFunction _function = new(Epsilon);

    public override string Name => "RelativeNormGradient";

    public override int Values => 4;

    public override double Cost => 5;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels)
    {
        (string gradient, string sum, string norm, string mean) = (values[0], values[1], values[2], values[3]);
        writer.Line($"{target.Type} byNorm = ({gradient} - ({sum} * {target.Constant(Share)})) / {_function.Divisor(target, mean)};");
        return target.ZeroWhereZero(norm, $"byNorm / {norm}");
    }
}

/// <summary>y = x·(weight·n + 1) + bias of x and n, with a weight and a bias for each channel.</summary>
internal sealed record GlobalResponseFunction : ElementwiseFunction
{
    public override string Name => "GlobalResponse";

    public override int Values => 2;

    public override int ChannelVectors => 2;

    public override double Cost => 2;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        target.MultiplyAdd(values[0], Factor(target, values[1], channels[0]), channels[1]);

    /// <summary>What x is multiplied by.</summary>
    public static string Factor(VectorTarget target, string relative, string weight) =>
        target.MultiplyAdd(relative, weight, target.Constant(1));
}

/// <summary>dx = dy·(weight·n + 1) + s·x of dy, n, x and the slope s of the norm, with a weight for each channel.</summary>
internal sealed record GlobalResponseGradientFunction : ElementwiseFunction
{
    public override string Name => "GlobalResponseGradient";

    public override int Values => 4;

    public override int ChannelVectors => 1;

    public override double Cost => 3;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels)
    {
        writer.Line($"{target.Type} throughNorm = {values[3]} * {values[2]};");
        return target.MultiplyAdd(values[0], GlobalResponseFunction.Factor(target, values[1], channels[0]), "throughNorm");
    }
}
