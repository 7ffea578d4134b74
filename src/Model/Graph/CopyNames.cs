using System.Globalization;
using ConvGen.Model.Primitives;

namespace ConvGen.Model.Graph;

/// <summary>
/// The names of a use and of its copies. A number in braces is where the copies' numbers stand, and the first of them:
/// <c>layer{1}</c> names <c>layer1</c>, <c>layer2</c>, …, and the use <c>layer</c>.
/// </summary>
internal readonly record struct CopyNames
{
    private readonly string _before;
    private readonly string _after;
    private readonly int? _first;

    /// <summary>Reads the name that a use is given.</summary>
    /// <param name="name">The name.</param>
    public CopyNames(string name)
    {
        (_before, _after, _first) = (name, string.Empty, null);
        int open = name.IndexOf('{'), close = name.IndexOf('}');
        if (open >= 0 && close > open
            && int.TryParse(name.Substring(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int first))
        {
            (_before, _after, _first) = (name.Substring(0, open), name.Substring(close + 1), first);
        }

        string stem = _before.TrimEnd('.') + _after;
        Stem = _first is null ? name : stem;
    }

    /// <summary>The name of the use, by which others read its last layer.</summary>
    public string Stem { get; }

    /// <summary>The name of a copy.</summary>
    /// <param name="copy">Which copy, from 0 on.</param>
    /// <param name="copies">How many there are.</param>
    public string Of(int copy, int copies) => _first is { } first ? _before + NumberText.Plain((long)first + copy) + _after
        : copies == 1 ? Stem
        : $"{Stem}.{NumberText.Plain(copy)}";
}
