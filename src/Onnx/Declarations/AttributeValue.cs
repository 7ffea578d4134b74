using System.Globalization;
using System.Text;

namespace ConvGen.Onnx.Declarations;

/// <summary>A value in an attribute.</summary>
/// <param name="Text">The value as source text.</param>
/// <param name="Number">The number, where it is a whole one: what the use of a block may say in its place.</param>
internal sealed record AttributeValue(string Text, int? Number = null)
{
    /// <summary>Whether it is a number of filters.</summary>
    public bool IsFilters { get; init; }

    /// <summary>What a block reads.</summary>
    public static readonly AttributeValue BlockInput = new("BlockArgument.Input");

    /// <summary>A whole number.</summary>
    public static AttributeValue Of(int value) => new(value.ToString(CultureInfo.InvariantCulture), value);

    /// <summary>A fraction, of which not a digit is lost.</summary>
    public static AttributeValue Of(double value) => new(value switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double.NaN => "double.NaN",
        _ => FractionText(value),
    });

    /// <summary>A limit.</summary>
    public static AttributeValue Of(long value) => new(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A switch.</summary>
    public static AttributeValue Of(bool value) => new(value ? "true" : "false");

    /// <summary>A value of an enumeration of namespace ConvGen.</summary>
    public static AttributeValue Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => new($"{typeof(TEnum).Name}.{value}");

    /// <summary>A text.</summary>
    public static AttributeValue Of(string value)
    {
        var text = new StringBuilder("\"");
        foreach (char letter in value)
        {
            text.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                _ when char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u0085' or '\u2028' or '\u2029' =>
                    $"\\u{(int)letter:X4}",
                _ => letter.ToString(),
            });
        }

        return new(text.Append('"').ToString());
    }

    // Minus zero is a number of its own, and without a point a number of many digits would be a whole one that is too large.
    private static string FractionText(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        bool isWhole = text.All(letter => char.IsAsciiDigit(letter) || letter == '-');
        return isWhole && (text.Length > 9 || text == "-0") ? text + ".0" : text;
    }
}
