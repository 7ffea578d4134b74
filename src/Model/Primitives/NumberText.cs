using System.Globalization;

namespace ConvGen.Model.Primitives;

/// <summary>Numbers as text that is the same under every culture.</summary>
public static class NumberText
{
    /// <summary>A number without separators: <c>-1234</c>.</summary>
    public static string Plain(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number with thousands separated, for counts: <c>61,706</c>.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A fraction as it would be written in source: <c>0.01</c>.</summary>
    public static string Plain(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The quotient as a decimal number, or as a mixed number when the decimals would hide that it is not an integer.</summary>
    internal static string Quotient(long whole, long remainder, long divisor)
    {
        decimal value = whole + decimal.Round((decimal)remainder / divisor, 4);
        return value == decimal.Truncate(value)
            ? $"{Plain(whole)} {Plain(remainder)}/{Plain(divisor)}"
            : value.ToString("0.####", CultureInfo.InvariantCulture);
    }

    /// <summary>One number when all are equal, else all of them joined: <c>2</c> or <c>2×1</c>.</summary>
    internal static string PerAxis(IEnumerable<int> values)
    {
        List<int> list = [.. values];
        return list.Distinct().Count() == 1 ? Plain(list[0]) : Sizes(list);
    }

    /// <summary>All numbers joined: <c>5×5</c>.</summary>
    internal static string Sizes(IEnumerable<int> values) => string.Join("×", values.Select(value => Plain(value)));
}
