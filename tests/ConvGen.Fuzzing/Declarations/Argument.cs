namespace ConvGen.Fuzzing.Declarations;

/// <summary>An argument of an attribute.</summary>
/// <param name="Name">The parameter's or the property's name; null where the place says which parameter it is.</param>
/// <param name="IsProperty">Whether it sets a property.</param>
/// <param name="Value">
/// A number, a text, a truth value, an enumeration's value, an array of one of these, a <see cref="BlockNumber"/>, or any <see cref="Code"/>.
/// </param>
internal sealed record Argument(string? Name, bool IsProperty, object Value)
{
    /// <inheritdoc/>
    public override string ToString() => (Name, IsProperty) switch
    {
        (null, _) => ValueText.Of(Value),
        (_, true) => $"{Name} = {ValueText.Of(Value)}",
        _ => $"{Name}: {ValueText.Of(Value)}",
    };
}

/// <summary>A number in a block that the use gives: <c>BlockArgument.Number1</c> and those that follow, times or divided by a number.</summary>
/// <param name="Index">Which of them, from 0 on.</param>
/// <param name="Times">What it is multiplied by.</param>
/// <param name="Over">What it is divided by.</param>
internal sealed record BlockNumber(int Index, int Times = 1, int Over = 1)
{
    /// <summary>What its constant begins with; its number counts from 1.</summary>
    public const string Prefix = "Number";

    private string Name => FormattableString.Invariant($"BlockArgument.{Prefix}{Index + 1}");

    /// <summary>The number that is meant.</summary>
    /// <param name="numbers">The numbers of the use.</param>
    /// <exception cref="InvalidDeclarationException">The use does not give it.</exception>
    public double Resolve(IReadOnlyDictionary<int, double> numbers) => numbers.TryGetValue(Index, out double number)
        ? number * Times / Over
        : throw new InvalidDeclarationException($"{Name} is not given.");

    /// <inheritdoc/>
    public override string ToString() => (Times, Over) switch
    {
        ( > 1, _) => FormattableString.Invariant($"{Name} * {Times}"),
        (_, > 1) => FormattableString.Invariant($"{Name} / {Over}"),
        _ => Name,
    };
}

/// <summary>An expression that stands for nothing but itself, as mutations write them.</summary>
/// <param name="Text">Its text.</param>
internal sealed record Code(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
