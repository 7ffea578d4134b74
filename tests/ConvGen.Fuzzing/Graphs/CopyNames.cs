using System.Globalization;
using System.Text.RegularExpressions;

namespace ConvGen.Fuzzing.Graphs;

/// <summary>What a use and its copies are called.</summary>
internal static partial class CopyNames
{
    /// <summary>The name of a use: its own, without the number of a copy and a point before it.</summary>
    public static string Stem(string name) => Number().Replace(name, "", 1);

    /// <summary>The name of a copy.</summary>
    public static string Of(string name, int copy, int copies)
    {
        Match number = Number().Match(name);
        if (!number.Success)
            return copies == 1 ? name : FormattableString.Invariant($"{name}.{copy}");
        string point = number.Groups["point"].Value, first = number.Groups["first"].Value;
        return Number().Replace(name, point + (int.Parse(first, CultureInfo.InvariantCulture) + copy).ToString(CultureInfo.InvariantCulture), 1);
    }

    [GeneratedRegex(@"(?<point>\.*)\{(?<first>[0-9]+)\}")]
    private static partial Regex Number();
}
