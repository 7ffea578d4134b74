namespace ConvGen.Model;

/// <summary>Changes after which a number of groups divides what it has to divide.</summary>
internal static class GroupMends
{
    /// <summary>What the number of filters is counted as, which may be changed beside the number of groups.</summary>
    private const string Filters = "filters";

    /// <summary>How many numbers of groups are offered.</summary>
    private const int MostOffered = 8;

    /// <summary>The numbers of groups that divide all counts, the nearest first, then the filters rounded up.</summary>
    public static IEnumerable<Mend> For(int groups, int least, string argument, IReadOnlyList<(string What, int Count)> counted)
    {
        long common = counted.Select(each => (long)each.Count).Aggregate(FittingValues.GreatestCommonDivisor);
        int[] divisors = [.. FittingValues.Divisors(common).Select(divisor => (int)divisor).Where(divisor => divisor >= least)];
        int fewer = divisors.Where(divisor => divisor < groups).DefaultIfEmpty(0).Max();
        int more = divisors.Where(divisor => divisor > groups).DefaultIfEmpty(0).Min();
        foreach (int divisor in divisors.OrderBy(divisor => Math.Abs((long)divisor - groups)).Take(MostOffered))
        {
            string key = divisor == fewer ? "fewer groups" : divisor == more ? "more groups" : $"{NumberText.Plain(divisor)} groups";
            yield return Mend.Set(key, Outcome(divisor, counted), ArgumentEdit.Number(argument, divisor));
        }

        (string last, int filters) = counted[counted.Count - 1];
        long rounded = ((long)filters + groups - 1) / groups * groups;
        if (last != Filters || rounded > int.MaxValue || counted.Take(counted.Count - 1).Any(each => each.Count % groups != 0))
            yield break;
        (string What, int Count)[] changed = [.. counted.Take(counted.Count - 1), (Filters, (int)rounded)];
        yield return Mend.Set("more filters", Outcome(groups, changed), ArgumentEdit.Number(Filters, rounded));
    }

    // As 2 groups of 3 → 4 channels.
    private static string Outcome(int groups, IReadOnlyList<(string What, int Count)> counted)
    {
        string each = string.Join(" → ", counted.Select(count => NumberText.Plain(count.Count / groups)));
        return $"{NumberText.Plain(groups)} {(groups == 1 ? "group" : "groups")} of {each} {(each == "1" ? "channel" : "channels")}";
    }
}
