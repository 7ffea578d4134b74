using System.Globalization;

namespace ConvGen.Generator.Kernels;

/// <summary>Small pieces of C# text.</summary>
internal static class Text
{
    /// <summary>A number, the same in every culture.</summary>
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A literal of type double.</summary>
    public static string OfDouble(double number) => number.ToString("R", CultureInfo.InvariantCulture) + "d";

    /// <summary>A sum of index × stride terms; terms that are always zero are left out.</summary>
    public static string Sum(params (string Index, int Stride)[] terms)
    {
        var parts = terms.Where(t => t.Stride != 0 && t.Index != "0").Select(t => t.Stride == 1 ? t.Index : $"({t.Index} * {Of(t.Stride)})").ToList();
        return parts.Count == 0 ? "0" : string.Join(" + ", parts);
    }

    /// <summary>An expression as a factor: in parentheses unless it is one name, one number or in parentheses already.</summary>
    public static string Factor(string expression)
    {
        if (expression.All(char.IsLetterOrDigit))
        {
            return expression;
        }

        int depth = 0;
        for (int i = 0; i < expression.Length; i++)
        {
            depth += expression[i] == '(' ? 1 : expression[i] == ')' ? -1 : 0;
            if (depth == 0 && i < expression.Length - 1)
            {
                return $"({expression})";
            }
        }

        return expression;
    }

    /// <summary>A reference moved by an offset.</summary>
    public static string At(string reference, string offset) => offset == "0" ? reference : $"Unsafe.Add(ref {reference}, {offset})";
}
