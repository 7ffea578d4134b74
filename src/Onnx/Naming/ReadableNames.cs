using System.Globalization;

namespace ConvGen.Onnx.Naming;

/// <summary>Names of layers and ports, made of those of the file.</summary>
internal sealed class ReadableNames
{
    private const int MaxLength = 48;
    private static readonly string[] Suffixes = ["_output_0", ":0", ".tmp_0", "_Y"];

    private readonly HashSet<string> _taken = [];

    /// <summary>Keeps names from being given, however they are written in code.</summary>
    public void Reserve(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            _ = _taken.Add(Key(name));
        }
    }

    /// <summary>A free name.</summary>
    /// <param name="original">The name in the file.</param>
    /// <param name="prefix">What it begins with where the original begins with no letter.</param>
    public string Give(string original, string prefix)
    {
        string name = Clean(original, prefix);
        string free = name;
        for (int number = 2; !_taken.Add(Key(free)); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        }

        return free;
    }

    private static string Clean(string original, string prefix)
    {
        string name = original;
        foreach (string suffix in Suffixes.Where(suffix => name.EndsWith(suffix, StringComparison.Ordinal) && name.Length > suffix.Length))
        {
            name = name[..^suffix.Length];
        }

        char[] separators = [.. name.Where(letter => !char.IsAsciiLetterOrDigit(letter)).Distinct()];
        string[] words = separators.Length == 0 ? [name] : name.Split(separators, StringSplitOptions.RemoveEmptyEntries);
        name = string.Join('_', words);
        while (name.Length > MaxLength && name.Contains('_', StringComparison.Ordinal))
        {
            name = name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..];
        }

        name = name.Length > MaxLength ? name[^MaxLength..] : name;
        return name.Length == 0 ? prefix
            : char.IsAsciiLetter(name[0]) ? char.ToLowerInvariant(name[0]) + name[1..]
            : $"{prefix}_{name}";
    }

    // Ports are named without what separates words.
    private static string Key(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
