using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>An operation on two numbers that is carried on over several, from the first to the last.</summary>
internal abstract record Arithmetic
{
    public static readonly Arithmetic Sum = new SumArithmetic();
    public static readonly Arithmetic Difference = new DifferenceArithmetic();
    public static readonly Arithmetic Product = new ProductArithmetic();
    public static readonly Arithmetic Quotient = new QuotientArithmetic();
    public static readonly Arithmetic Maximum = new ExtremeArithmetic(IsMaximum: true);
    public static readonly Arithmetic Minimum = new ExtremeArithmetic(IsMaximum: false);

    public abstract string Name { get; }

    /// <summary>The result as an expression; each term is a variable, or what others have made where terms are read once.</summary>
    public abstract string Apply(VectorTarget target, string left, string right);

    /// <summary>Declares the result for several terms.</summary>
    public void Declare(SourceWriter writer, VectorTarget target, string name, IReadOnlyList<string> terms)
    {
        writer.Line($"{target.Type} {name} = {terms[0]};");
        foreach (string term in terms.Skip(1))
        {
            writer.Line($"{name} = {Apply(target, name, term)};");
        }
    }

    /// <summary>
    /// The gradient by one of the terms, as a function of the gradient of the result and of the terms that are listed.
    /// </summary>
    public abstract (ElementwiseFunction Function, IEnumerable<int> Reads) Gradient(int term, int terms);

    private sealed record SumArithmetic : Arithmetic
    {
        public override string Name => "Sum";

        public override string Apply(VectorTarget target, string left, string right) => $"{left} + {right}";

        public override (ElementwiseFunction Function, IEnumerable<int> Reads) Gradient(int term, int terms) => (new CopyFunction(), []);
    }

    private sealed record DifferenceArithmetic : Arithmetic
    {
        public override string Name => "Difference";

        public override string Apply(VectorTarget target, string left, string right) => $"{left} - {right}";

        public override (ElementwiseFunction Function, IEnumerable<int> Reads) Gradient(int term, int terms) =>
            (term == 0 ? new CopyFunction() : new NegationFunction(), []);
    }

    private sealed record ProductArithmetic : Arithmetic
    {
        public override string Name => "Product";

        public override string Apply(VectorTarget target, string left, string right) => $"{left} * {right}";

        public override (ElementwiseFunction Function, IEnumerable<int> Reads) Gradient(int term, int terms) =>
            (new ArithmeticFunction(this, terms, Activation.Identity), Enumerable.Range(0, terms).Where(i => i != term));
    }

    private sealed record QuotientArithmetic : Arithmetic
    {
        public override string Name => "Quotient";

        public override string Apply(VectorTarget target, string left, string right) => $"{left} / {right}";

        public override (ElementwiseFunction Function, IEnumerable<int> Reads) Gradient(int term, int terms) => term == 0
            ? (new ArithmeticFunction(this, terms, Activation.Identity), Enumerable.Range(1, terms - 1))
            : (new QuotientGradientFunction(this, term, terms), Enumerable.Range(0, terms));
    }

    private sealed record ExtremeArithmetic(bool IsMaximum) : Arithmetic
    {
        public override string Name => IsMaximum ? "Maximum" : "Minimum";

        public override string Apply(VectorTarget target, string left, string right) =>
            IsMaximum ? target.Maximum(left, right) : target.Minimum(left, right);

        public override (ElementwiseFunction Function, IEnumerable<int> Reads) Gradient(int term, int terms) =>
            (new ExtremeGradientFunction(this, term, terms), Enumerable.Range(0, terms));
    }
}

/// <summary>y = f(a ∘ b ∘ …).</summary>
internal sealed record ArithmeticFunction(Arithmetic Operator, int Terms, Activation Activation) : ElementwiseFunction
{
    public override string Name => $"{Operator.Name}{Terms}{(Activation.IsIdentity ? string.Empty : Activation.Name)}";

    public override int Values => Terms;

    public override double Cost => Terms + Activation.Cost;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels)
    {
        Operator.Declare(writer, target, "combined", values);
        return Activation.Apply(target, library, "combined");
    }
}

/// <summary>y = −x.</summary>
internal sealed record NegationFunction : ElementwiseFunction
{
    public override string Name => "Negation";

    public override int Values => 1;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        $"-{values[0]}";
}

/// <summary>The gradient by a divisor: −dy · (quotient / divisor).</summary>
internal sealed record QuotientGradientFunction(Arithmetic Operator, int Term, int Terms) : ElementwiseFunction
{
    public override string Name => $"{Operator.Name}{Terms}Gradient";

    public override int Values => Terms + 1;

    public override double Cost => 2 * Terms;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels)
    {
        Operator.Declare(writer, target, "quotient", [.. values.Skip(1)]);
        return $"{values[0]} * {target.Constant(-1)} * (quotient / {values[Term + 1]})";
    }
}

/// <summary>The share of a term in the gradient of the largest or smallest: those that are equal to it share alike.</summary>
internal sealed record ExtremeGradientFunction(Arithmetic Operator, int Term, int Terms) : ElementwiseFunction
{
    public override string Name => $"{Operator.Name}{Terms}Gradient";

    public override int Values => Terms + 1;

    public override double Cost => 3 * Terms;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels)
    {
        string[] terms = [.. values.Skip(1)];
        Operator.Declare(writer, target, "extreme", terms);
        string Wins(string term) => $"{target.Class}.Equals({term}, extreme)";
        writer.Line($"{target.Type} winners = {string.Join(" + ", terms.Select(t => $"({Wins(t)} & {target.Constant(1)})"))};");
        return $"{target.Class}.ConditionalSelect({Wins(terms[Term])}, {values[0]} / winners, {target.Type}.Zero)";
    }
}
