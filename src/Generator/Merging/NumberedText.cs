using System.Globalization;
using System.Text;

namespace ConvGen.Generator.Merging;

/// <summary>
/// The text of a method without what may be a parameter of it: numbers, and the structures of merged methods that it calls. What is left is
/// equal where methods differ in nothing else.
/// </summary>
/// <param name="Method">The method.</param>
/// <param name="Pieces">The text around the gaps, one piece more than there are gaps; <see cref="OwnName"/> stands for its name.</param>
/// <param name="Gaps">What was taken out, in order.</param>
internal sealed record NumberedText(MethodText Method, IReadOnlyList<string> Pieces, IReadOnlyList<Gap> Gaps)
{
    /// <summary>What stands in the place of the method's own name.</summary>
    public const char OwnName = '\u0001';

    // Where C# wants constants, and in comments, numbers are part of the text.
    private static readonly string[] ConstantLines = ["//", "const ", "case ", "stackalloc ", "new "];

    /// <summary>All pieces as one text.</summary>
    public string Skeleton { get; } = string.Join("\u0002", Pieces);

    /// <summary>Takes numbers and structures out of a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="structures">The structures of merged methods, with the interfaces that they implement.</param>
    public static NumberedText Of(MethodText method, IReadOnlyDictionary<string, string> structures)
    {
        List<string> pieces = [];
        List<Gap> gaps = [];
        var piece = new StringBuilder();
        foreach (string line in method.Text.Split('\n'))
        {
            bool isConstant = ConstantLines.Any(line.Contains);
            for (int i = 0; i < line.Length;)
            {
                string word = Word(line, i);
                i += word.Length;
                Gap? gap = structures.TryGetValue(word, out string? contract) ? new(word, 0, contract) : isConstant ? null : Number(word);
                if (gap is null)
                {
                    piece.Append(word == method.Name ? OwnName.ToString() : word);
                    continue;
                }

                pieces.Add(piece.ToString());
                gaps.Add(gap);
                piece.Clear();
            }

            piece.Append('\n');
        }

        pieces.Add(piece.ToString());
        return new(method, pieces, gaps);
    }

    private static Gap? Number(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? new(word, number, null) : null;

    // A name, a literal, or one other character.
    private static string Word(string line, int begin)
    {
        bool isLiteral = char.IsDigit(line[begin]);
        int end = begin;
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] == '_' || (isLiteral && line[end] == '.')))
        {
            end++;
        }

        return line.Substring(begin, Math.Max(1, end - begin));
    }
}

/// <summary>What was taken out of a text.</summary>
/// <param name="Text">How it was written.</param>
/// <param name="Number">The number; 0 for a structure.</param>
/// <param name="Contract">The interface of the structure; <see langword="null"/> for a number.</param>
internal sealed record Gap(string Text, int Number, string? Contract);
