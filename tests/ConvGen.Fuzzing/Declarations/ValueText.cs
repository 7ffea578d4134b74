using System.Globalization;

namespace ConvGen.Fuzzing.Declarations;

/// <summary>Values as C# writes them in attributes.</summary>
internal static class ValueText
{
    /// <summary>The expression of a value.</summary>
    public static string Of(object value) => value switch
    {
        int.MinValue => "int.MinValue",
        int number => number.ToString(CultureInfo.InvariantCulture),
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        string text => Quote(text),
        Enum choice => Enum.IsDefined(choice.GetType(), choice)
            ? $"{choice.GetType().Name}.{choice}"
            : $"({choice.GetType().Name}){((int)(object)choice).ToString(CultureInfo.InvariantCulture)}",
        Array array => $"[{string.Join(", ", array.Cast<object>().Select(Of))}]",
        BlockNumber or Code => value.ToString()!,
        _ => throw new ArgumentException($"There is no text for a {value.GetType().Name}."),
    };

    private static string Quote(string text) => $"\"{string.Concat(text.Select(Escape))}\"";

    private static string Escape(char letter) => letter is '"' or '\\' ? $"\\{letter}"
        : char.IsControl(letter) || char.IsSurrogate(letter) ? FormattableString.Invariant($"\\u{(int)letter:X4}")
        : letter.ToString();
}
