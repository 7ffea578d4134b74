using System.Text.RegularExpressions;

namespace ConvGen.Generator.Merging;

/// <summary>What a number is, as the text before it tells.</summary>
/// <param name="Name">What it may be called.</param>
/// <param name="Kind">How it is used.</param>
internal readonly record struct NumberPlace(string Name, NumberKind Kind)
{
    // Methods with distances as arguments.
    private static readonly Dictionary<string, (string Suffix, NumberKind Kind)> Kinds = new(StringComparer.Ordinal)
    {
        ["LoadUnsafe"] = ("Offset", NumberKind.UnsignedOffset),
        ["StoreUnsafe"] = ("Offset", NumberKind.UnsignedOffset),
        ["Add"] = ("Offset", NumberKind.Offset),
        ["Ahead"] = ("Ahead", NumberKind.Offset),
    };

    private static readonly Regex Referred = new(@"ref (\w+), $|\(ref (\w+), .*\), $", RegexOptions.CultureInvariant);

    // The name is that of a variable that the number belongs to, and what follows here.
    private static readonly (Regex Before, string Suffix)[] Counts =
    [
        (Pattern(@"\bint (\w+) = item / $"), "Items"),
        (Pattern(@"\bint (\w+) = item(?: / \S+)? % $"), "Count"),
        (Pattern(@"\b([a-zA-Z]\w*) < $"), "Count"),
        (Pattern(@"\b([a-zA-Z]\w*) == $"), "Last"),
        (Pattern(@"\b([a-zA-Z]\w*)\)? \* $"), "Step"),
        (Pattern(@"\b([a-zA-Z]\w*)\)? / $"), "Divisor"),
        (Pattern(@"\b(\w+) \+= $"), "Step"),
        (Pattern(@"\b(\w+) = [^=]*$"), string.Empty),
    ];

    /// <summary>Reads the text from the start of the line.</summary>
    public static NumberPlace Of(string before)
    {
        bool isArgument = before.EndsWith(", ", StringComparison.Ordinal);
        if (isArgument && Kinds.TryGetValue(Callee(before), out (string Suffix, NumberKind Kind) argument))
        {
            Match reference = Referred.Match(before);
            return new(Capitalised(reference.Groups[reference.Groups[1].Success ? 1 : 2].Value) + argument.Suffix, argument.Kind);
        }

        foreach ((Regex pattern, string suffix) in Counts)
        {
            if (pattern.Match(before) is { Success: true } match)
            {
                return new(Capitalised(match.Groups[1].Value) + suffix, NumberKind.Count);
            }
        }

        return new("Number", NumberKind.Count);
    }

    // The method in whose parentheses the text ends.
    private static string Callee(string before)
    {
        int open = before.Length;
        for (int depth = 1; depth > 0 && open > 0;)
        {
            open--;
            depth += before[open] == ')' ? 1 : before[open] == '(' ? -1 : 0;
        }

        int begin = open;
        while (begin > 0 && char.IsLetterOrDigit(before[begin - 1]))
        {
            begin--;
        }

        return before.Substring(begin, open - begin);
    }

    private static string Capitalised(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static Regex Pattern(string before) => new(before, RegexOptions.CultureInvariant);
}

/// <summary>How a number is used.</summary>
internal enum NumberKind
{
    /// <summary>As a factor, a divisor or a bound.</summary>
    Count,

    /// <summary>As a distance from a reference.</summary>
    Offset,

    /// <summary>As a distance from a reference, where .NET wants it unsigned.</summary>
    UnsignedOffset,
}
