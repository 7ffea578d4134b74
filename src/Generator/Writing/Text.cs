using System.Globalization;

namespace ConvGen.Generator.Writing;

/// <summary>Small pieces of C# text.</summary>
internal static class Text
{
    private static readonly char[] NameLetters = [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:"];

    /// <summary>A number, the same in every culture.</summary>
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>So many of something: <c>1 block</c>, <c>2 blocks</c>.</summary>
    public static string Count(int number, string noun) => $"{Of(number)} {noun}{(number == 1 ? string.Empty : "s")}";

    /// <summary>A literal of type double.</summary>
    public static string OfDouble(double number) => number.ToString("R", CultureInfo.InvariantCulture) + "d";

    /// <summary>A sum of index × stride terms; terms that are always zero are left out.</summary>
    public static string Sum(params (string Index, int Stride)[] terms)
    {
        var parts = terms.Where(t => t.Stride != 0 && t.Index != "0").ToList();
        return parts.Count switch
        {
            0 => "0",
            1 => Product(parts[0]),
            _ => string.Join(" + ", parts.Select(part => Factor(Product(part)))),
        };
    }

    private static string Product((string Index, int Stride) term) => (term.Index, term.Stride) switch
    {
        (_, 1) => term.Index,
        ("1", _) => Of(term.Stride),
        _ => $"{term.Index} * {Of(term.Stride)}",
    };

    /// <summary>An expression as a factor: in parentheses unless it is one name, one number, one call, or in parentheses already.</summary>
    public static string Factor(string expression)
    {
        string operand = expression.TrimStart(NameLetters);
        int depth = 0;
        for (int i = 0; i < operand.Length; i++)
        {
            depth += operand[i] == '(' ? 1 : operand[i] == ')' ? -1 : 0;
            if (depth == 0 && i < operand.Length - 1)
            {
                return $"({expression})";
            }
        }

        return expression;
    }

    /// <summary>A reference moved by an offset.</summary>
    public static string At(string reference, string offset) =>
        offset == "0" ? reference : $"{Names.Unsafe}.Add(ref {reference}, {offset})";
}
