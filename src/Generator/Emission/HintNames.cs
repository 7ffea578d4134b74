using System.Globalization;
using System.Text;
using ConvGen.Model;

namespace ConvGen.Generator.Emission;

/// <summary>
/// What the emitted files of a class are called. The compiler takes two names that differ in case for one, and so do file systems, but
/// LeNet and
/// Lenet are two classes: a capital within a name is marked by a dash before it (Le-Net), which no identifier contains. So names of
/// different
/// classes always differ, and a name depends on nothing but its class.
/// </summary>
internal static class HintNames
{
    private const char Mark = '-';

    /// <summary>What follows the name of a class in the names of its files.</summary>
    private static readonly string[] Kinds = ["Forward", "Backward", .. CodeSettings.AllTargets];

    /// <summary>The beginning of the names of a class's files: <c>Company.Vision.Outer+Le-Net</c>.</summary>
    public static string Of(TypeIdentity type)
    {
        var name = new StringBuilder();
        int start = 0;
        foreach (char letter in type.MetadataName)
        {
            if (letter is '.' or '+')
            {
                name.Append(letter);
                start = name.Length;
            }
            else
            {
                Append(name, letter, isFirst: name.Length == start);
            }
        }

        // A class Forward in a namespace Net does not take the file of a class Net.
        if (Kinds.Contains(name.ToString(start, name.Length - start), StringComparer.OrdinalIgnoreCase))
        {
            name.Append(Mark);
        }

        return name.ToString();
    }

    private static void Append(StringBuilder name, char letter, bool isFirst)
    {
        char upper = char.ToUpperInvariant(letter), lower = char.ToLowerInvariant(letter);
        bool isPlain = letter == '_' || char.IsDigit(letter)
            || (char.IsLetter(letter) && (letter == upper || letter == char.ToLowerInvariant(upper)));
        if (!isPlain)
        {
            // Halves of surrogates, what joins words or stands above letters, and letters that have a capital in common with another.
            name.Append('(').Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture)).Append(')');
            return;
        }

        bool isCapital = letter != lower, isSmall = letter != upper;
        if (isFirst ? isSmall : isCapital)
        {
            name.Append(Mark);
        }

        name.Append(letter);
    }
}
