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

/// <summary>A number in a block that the use gives: <c>BlockArgument.Filters</c> times or divided by a number, or <c>BlockArgument.Stride</c>.</summary>
/// <param name="IsStride">Whether it is the stride.</param>
/// <param name="Times">What the filters are multiplied by.</param>
/// <param name="Over">What they are divided by.</param>
internal sealed record BlockNumber(bool IsStride, int Times = 1, int Over = 1)
{
    /// <summary>The number that is meant.</summary>
    public int Resolve(int filters, int stride) => IsStride ? stride : filters * Times / Over;

    /// <inheritdoc/>
    public override string ToString() => (IsStride, Times, Over) switch
    {
        (true, _, _) => "BlockArgument.Stride",
        (_, > 1, _) => FormattableString.Invariant($"BlockArgument.Filters * {Times}"),
        (_, _, > 1) => FormattableString.Invariant($"BlockArgument.Filters / {Over}"),
        _ => "BlockArgument.Filters",
    };
}

/// <summary>An expression that stands for nothing but itself, as mutations write them.</summary>
/// <param name="Text">Its text.</param>
internal sealed record Code(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
