using ConvGen.Generator.Emission;

namespace ConvGen.Generator.Kernels.Elementwise;

/// <summary>A function of one number, its text over vectors, and its derivative as a function of its result.</summary>
internal abstract record Activation
{
    /// <summary>Leaves every number as it is.</summary>
    public static readonly Activation Identity = new IdentityActivation();

    public abstract string Name { get; }

    public bool IsIdentity => this is IdentityActivation;

    /// <summary>Estimated operations for one number.</summary>
    public virtual double Cost => 1;

    /// <summary>Whether the derivative can be told from the result alone, so that the argument need not be kept.</summary>
    public virtual bool HasDerivativeFromResult => true;

    /// <summary>f(x) as an expression; <paramref name="x"/> is a name and may be used more than once.</summary>
    public abstract string Apply(VectorTarget target, KernelLibrary library, string x);

    /// <summary>g · f′ as an expression, where <paramref name="y"/> is f(x), or x itself where the result does not tell the derivative.</summary>
    public abstract string Gradient(VectorTarget target, string y, string g);

    private sealed record IdentityActivation : Activation
    {
        public override string Name => "Identity";

        public override string Apply(VectorTarget target, KernelLibrary library, string x) => x;

        public override string Gradient(VectorTarget target, string y, string g) => g;
    }
}

/// <summary>max(0, x).</summary>
internal sealed record ReluActivation : Activation
{
    public override string Name => "Relu";

    public override string Apply(VectorTarget target, KernelLibrary library, string x) => target.Max($"{target.Type}.Zero", x);

    public override string Gradient(VectorTarget target, string y, string g) =>
        $"{target.Class}.ConditionalSelect({target.Class}.GreaterThan({y}, {target.Type}.Zero), {g}, {target.Type}.Zero)";
}

/// <summary>min(max(0, x), 6).</summary>
internal sealed record Relu6Activation : Activation
{
    private const double Limit = 6;

    public override string Name => "Relu6";

    public override double Cost => 2;

    public override string Apply(VectorTarget target, KernelLibrary library, string x) =>
        target.Min(target.Constant(Limit), target.Max($"{target.Type}.Zero", x));

    public override string Gradient(VectorTarget target, string y, string g) =>
        $"{target.Class}.ConditionalSelect({target.Class}.GreaterThan({y}, {target.Type}.Zero) & {target.Class}.LessThan({y}, {target.Constant(Limit)}), {g}, {target.Type}.Zero)";
}

/// <summary>x where positive, slope·x elsewhere.</summary>
internal sealed record LeakyReluActivation(double Slope) : Activation
{
    public override string Name => "LeakyRelu";

    public override double Cost => 2;

    // With a slope of zero or less the sign of the result no longer tells the sign of the argument.
    public override bool HasDerivativeFromResult => Slope > 0;

    public override string Apply(VectorTarget target, KernelLibrary library, string x) => Select(target, x, x);

    public override string Gradient(VectorTarget target, string y, string g) => Select(target, y, g);

    private string Select(VectorTarget target, string sign, string value) =>
        $"{target.Class}.ConditionalSelect({target.Class}.GreaterThan({sign}, {target.Type}.Zero), {value}, {value} * {target.Constant(Slope)})";
}

/// <summary>1 / (1 + e^−x).</summary>
internal sealed record SigmoidActivation : Activation
{
    public override string Name => "Sigmoid";

    public override double Cost => 14;

    public override string Apply(VectorTarget target, KernelLibrary library, string x)
    {
        library.Require(VectorFunction.Sigmoid, target);
        return $"Sigmoid({x})";
    }

    public override string Gradient(VectorTarget target, string y, string g) => $"{g} * {y} * ({target.Constant(1)} - {y})";
}

/// <summary>The hyperbolic tangent.</summary>
internal sealed record TanhActivation : Activation
{
    public override string Name => "Tanh";

    public override double Cost => 20;

    public override string Apply(VectorTarget target, KernelLibrary library, string x)
    {
        library.Require(VectorFunction.Tanh, target);
        return $"Tanh({x})";
    }

    public override string Gradient(VectorTarget target, string y, string g) => $"{g} * ({target.Constant(1)} - ({y} * {y}))";
}
