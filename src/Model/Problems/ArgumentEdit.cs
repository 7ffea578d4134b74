using ConvGen.Model.Primitives;

namespace ConvGen.Model.Problems;

/// <summary>One argument of an attribute to set or to remove.</summary>
/// <param name="Argument">The constructor's parameter (camelCase) or the property (PascalCase).</param>
/// <param name="Value">The new value as a C# expression, or <see langword="null"/> to remove the argument.</param>
public sealed record ArgumentEdit(string Argument, string? Value)
{
    private const string Qualifier = "global::";

    /// <summary>Sets a whole number.</summary>
    public static ArgumentEdit Number(string argument, long value) => new(argument, NumberText.Plain(value));

    /// <summary>Sets a fraction.</summary>
    public static ArgumentEdit Fraction(string argument, double value) => new(argument, NumberText.Plain(value));

    /// <summary>Sets fractions.</summary>
    public static ArgumentEdit Fractions(string argument, IEnumerable<double> values) =>
        new(argument, $"[{string.Join(", ", values.Select(NumberText.Plain))}]");

    /// <summary>Sets whole numbers.</summary>
    public static ArgumentEdit Numbers(string argument, IEnumerable<int> values) =>
        new(argument, $"[{string.Join(", ", values.Select(value => NumberText.Plain(value)))}]");

    /// <summary>Sets a text.</summary>
    public static ArgumentEdit Text(string argument, string value) =>
        new(argument, $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"");

    /// <summary>Sets texts.</summary>
    public static ArgumentEdit Texts(string argument, IEnumerable<string> values) =>
        new(argument, $"[{string.Join(", ", values.Select(value => Text(argument, value).Value))}]");

    /// <summary>Sets one of an enumeration's values.</summary>
    public static ArgumentEdit Choice(string argument, string type, string value) => new(argument, $"{Qualifier}{type}.{value}");

    /// <summary>The argument as it would be written, without the enumeration's name: <c>p: 2</c>, <c>Rounding = Floor</c>.</summary>
    public override string ToString()
    {
        string value = Value is { } given && given.StartsWith(Qualifier, StringComparison.Ordinal)
            ? given.Substring(given.LastIndexOf('.') + 1)
            : Value ?? string.Empty;

        // Parameters of the constructor are camelCase and take a colon, properties an equals sign.
        return char.IsLower(Argument[0]) ? $"{Argument}: {value}" : $"{Argument} = {value}";
    }
}
