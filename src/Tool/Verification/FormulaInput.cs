using System.Globalization;
using System.Text.RegularExpressions;

namespace ConvGen.Tool.Verification;

/// <summary>
/// Inputs that are not stored but computed: element i comes from a hash of i + 1, spread over an interval. The text is
/// <c>formula lo=A hi=B</c>.
/// </summary>
internal static partial class FormulaInput
{
    /// <summary>The numbers; <see langword="null"/> when the text is no formula.</summary>
    public static float[]? TryMake(string text, int count)
    {
        Match match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        double low = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        double high = double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            uint x = unchecked((uint)(i + 1) * 2654435761);
            x ^= x >> 16;
            x = unchecked(x * 0x85ebca6b);
            x ^= x >> 13;
            x = unchecked(x * 0xc2b2ae35);
            x ^= x >> 16;
            values[i] = (float)(low + ((high - low) * (x / 4294967296.0)));
        }

        return values;
    }

    [GeneratedRegex(@"^formula lo=([-+.\deE]+) hi=([-+.\deE]+)")]
    private static partial Regex Pattern();
}
