using System.Text.RegularExpressions;

namespace ConvGen.Generator.Merging;

/// <summary>What the names of merged methods have in common.</summary>
internal static class CommonName
{
    private static readonly Regex Words = new(
        "(From|To|No)[0-9]+(x[0-9]+)*|[A-Z][a-z]*|[a-z]+|[0-9]+(x[0-9]+)*|_", RegexOptions.CultureInvariant);

    // Words that are nothing without the next one.
    private static readonly string[] Introductions = ["For", "Of", "At", "_"];

    /// <summary>The words that all names have, in their order.</summary>
    public static string Of(IReadOnlyList<string> names)
    {
        string[] common = Split(names[0]);
        foreach (string name in names.Skip(1))
        {
            common = Common(common, Split(name));
        }

        string said = string.Concat(common.Where(word => !Introductions.Contains(word)));
        return said.Length > 0 && char.IsLetter(said[0]) ? said : "Kernel" + said;
    }

    private static string[] Split(string name) => [.. Words.Matches(name).Cast<Match>().Select(match => match.Value)];

    // The longest common subsequence.
    private static string[] Common(string[] a, string[] b)
    {
        int[,] length = new int[a.Length + 1, b.Length + 1];
        for (int i = a.Length - 1; i >= 0; i--)
        {
            for (int j = b.Length - 1; j >= 0; j--)
            {
                length[i, j] = a[i] == b[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }

        List<string> words = [];
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j])
            {
                words.Add(a[i]);
                i++;
                j++;
            }
            else if (length[i + 1, j] >= length[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return [.. words];
    }
}
