namespace ConvGen.Model.Graph;

/// <summary>Finds the likely name behind a misspelled one.</summary>
internal static class NearestName
{
    /// <summary>The candidate with the fewest edits from the name, or <see langword="null"/> when none is similar.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? nearest = null;

        // With more than a third of the letters different it is another word, but one typing error is always allowed.
        int best = Math.Max(2, name.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            // Names whose lengths differ that much cannot be similar; that also bounds the work.
            if (Math.Abs(candidate.Length - name.Length) >= best)
            {
                continue;
            }

            int distance = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < best && distance < Math.Max(name.Length, candidate.Length))
            {
                best = distance;
                nearest = candidate;
            }
        }

        return nearest;
    }

    /// <summary>The Levenshtein distance: insertions, deletions and replacements.</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
