using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>y = x / max(n, ε) of x and the norm n; without an ε, 0 where the norm is 0.</summary>
internal sealed record UnitVectorFunction(double Epsilon) : ElementwiseFunction
{
    public override string Name => "UnitVector";

    public override int Values => 2;

    public override double Cost => 3;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        WhereLong(target, values[1], $"{values[0]} / {Divisor(target, values[1])}");

    /// <summary>What is divided by.</summary>
    public string Divisor(VectorTarget target, string norm) => Epsilon == 0 ? norm : target.Maximum(norm, target.Constant(Epsilon));

    /// <summary>A quotient, or 0 where that would divide by 0.</summary>
    public string WhereLong(VectorTarget target, string norm, string quotient) =>
        Epsilon == 0 ? target.ZeroWhereZero(norm, quotient) : quotient;
}

/// <summary>
/// dx = (dy − s·∂n/∂x) / max(n, ε): the gradient of a vector of length 1, of dy, its result y, the norm n and s, the sum of dy·y along the
/// vector. ∂n/∂x is y or its sign; what is divided by ε has the first term only.
/// </summary>
internal sealed record UnitVectorGradientFunction(double Epsilon, bool IsEuclidean) : ElementwiseFunction
{
    private readonly UnitVectorFunction _function = new(Epsilon);

    public override string Name => $"UnitVector{(IsEuclidean ? "L2" : "L1")}Gradient";

    public override int Values => 4;

    public override double Cost => 5;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels)
    {
        (string gradient, string y, string norm, string along) = (values[0], values[1], values[2], values[3]);
        string slope = IsEuclidean ? $"{along} * {y}" : new AbsActivation().Gradient(target, library, y, along);
        string isLong = $"{target.Class}.GreaterThanOrEqual({norm}, {target.Constant(Epsilon)})";
        writer.Line($"{target.Type} slope = {target.Class}.ConditionalSelect({isLong}, {slope}, {target.Type}.Zero);");
        return _function.WhereLong(target, norm, $"({gradient} - slope) / {_function.Divisor(target, norm)}");
    }
}
