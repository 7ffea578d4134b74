using ConvGen.Engine;

namespace ConvGen.Images.Folders;

/// <summary>Divides files into two parts by chance, in the same proportion for every class.</summary>
internal static class StratifiedSplit
{
    /// <summary>Divides.</summary>
    /// <param name="labels">The class of each file.</param>
    /// <param name="share">How much of each class the second part gets, rounded to whole files; the first part keeps one at least.</param>
    /// <param name="seed">Where the random numbers start.</param>
    /// <returns>Which files are in the second part.</returns>
    public static bool[] Second(IReadOnlyList<int> labels, double share, int seed)
    {
        bool[] isSecond = new bool[labels.Count];
        foreach (IGrouping<int, int> files in Enumerable.Range(0, labels.Count).GroupBy(file => labels[file]))
        {
            int[] shuffled = [.. files];
            new RandomSource(RandomSource.Mix((uint)seed, (uint)files.Key)).Shuffle(shuffled);
            int count = Math.Min((int)Math.Round(shuffled.Length * share, MidpointRounding.AwayFromZero), shuffled.Length - 1);
            foreach (int file in shuffled.AsSpan(0, count))
            {
                isSecond[file] = true;
            }
        }

        return isSecond;
    }

    /// <summary>Checks the share.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not between 0 and 1.</exception>
    public static void Check(double share, string name)
    {
        if (!(share is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                name, FormattableString.Invariant($"The share of the test part is between 0 and 1, not {share}."));
        }
    }
}
