using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>A function of one number, its text over vectors, and its derivative, as a function of its result where that tells it.</summary>
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

    /// <summary>Whether f(0) = 0, so that zeros around a map stay zeros.</summary>
    public virtual bool KeepsZero => false;

    /// <summary>What becomes of an infinity, or makes one.</summary>
    public virtual Infinities Infinities => Infinities.Passed;

    /// <summary>
    /// f(x) as an expression that a member access may follow; <paramref name="x"/> is a name and may be used more than once.
    /// </summary>
    public abstract string Apply(VectorTarget target, ICodeLibrary library, string x);

    /// <summary>
    /// How many floats behind the bias of a channel its number lies, where the function has one for each channel; null for a function that
    /// is the same for all.
    /// </summary>
    public virtual int? BehindBias => null;

    /// <summary>The same behind a bias.</summary>
    /// <param name="target">The vector target.</param>
    /// <param name="library">Takes what the expression calls.</param>
    /// <param name="x">The argument, by its name.</param>
    /// <param name="behindBias">The numbers of the argument's channels that lie so many floats behind their biases.</param>
    public virtual string Apply(VectorTarget target, ICodeLibrary library, string x, Func<int, string> behindBias) =>
        Apply(target, library, x);

    /// <summary>
    /// g · f′ as an expression, where <paramref name="y"/> is f(x), or x itself where the result does not tell the derivative.
    /// </summary>
    public abstract string Gradient(VectorTarget target, ICodeLibrary library, string y, string g);

    /// <summary>One of two values, lane by lane, by whether a number is above a limit.</summary>
    protected static string WhereAbove(VectorTarget target, string x, double limit, string then, string otherwise) =>
        $"{target.Class}.ConditionalSelect({target.Class}.GreaterThan({x}, {target.Constant(limit)}), {then}, {otherwise})";

    private sealed record IdentityActivation : Activation
    {
        public override string Name => "Identity";

        public override bool KeepsZero => true;

        public override string Apply(VectorTarget target, ICodeLibrary library, string x) => x;

        public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) => g;
    }
}
