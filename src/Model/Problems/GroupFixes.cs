using ConvGen.Model.Primitives;

namespace ConvGen.Model.Problems;

/// <summary>Fixes for a number of groups that does not divide a number of channels.</summary>
internal static class GroupFixes
{
    /// <summary>The name of the argument and of the count of filters, which a fix may change instead of the groups.</summary>
    private const string Filters = "filters";

    /// <summary>The maximum of fixes that are offered.</summary>
    private const int MaxOffered = 8;

    /// <summary>The numbers of groups that divide all counts, the nearest first, then the filters rounded up.</summary>
    public static IEnumerable<Fix> For(int groups, int minimum, string argument, IReadOnlyList<(string What, int Count)> counted)
    {
        long common = counted.Select(each => (long)each.Count).Aggregate(Divisors.GreatestCommon);
        foreach (Fix fix in Nearest(
            groups, argument, Divisors.Of(common).Where(divisor => divisor >= minimum), divisor => Outcome(divisor, counted)))
        {
            yield return fix;
        }

        (string last, int filters) = counted[counted.Count - 1];
        long rounded = ((long)filters + groups - 1) / groups * groups;
        if (last != Filters || rounded > int.MaxValue || counted.Take(counted.Count - 1).Any(each => each.Count % groups != 0))
        {
            yield break;
        }

        (string What, int Count)[] changed = [.. counted.Take(counted.Count - 1), (Filters, (int)rounded)];
        yield return Fix.Set("more filters", Outcome(groups, changed), ArgumentEdit.Number(Filters, rounded));
    }

    /// <summary>The numbers that fit, the nearest first.</summary>
    /// <param name="given">The number that does not fit.</param>
    /// <param name="argument">The argument that gives it.</param>
    /// <param name="fitting">The numbers that fit.</param>
    /// <param name="outcome">Describes the result with one of them.</param>
    public static EquatableArray<Fix> Nearest(int given, string argument, IEnumerable<long> fitting, Func<int, string> outcome)
    {
        int[] numbers = [.. fitting.Where(number => number <= int.MaxValue).Select(number => (int)number)];
        int fewer = numbers.Where(number => number < given).DefaultIfEmpty(0).Max();
        int more = numbers.Where(number => number > given).DefaultIfEmpty(0).Min();
        string Key(int number) => number == fewer ? "fewer" : number == more ? "more" : NumberText.Plain(number);
        return numbers
            .OrderBy(number => Math.Abs((long)number - given))
            .Take(MaxOffered)
            .Select(number => Fix.Set($"{Key(number)} {argument}", outcome(number), ArgumentEdit.Number(argument, number)))
            .ToEquatableArray();
    }

    // As 2 groups of 3 → 4 channels.
    private static string Outcome(int groups, IReadOnlyList<(string What, int Count)> counted)
    {
        string each = string.Join(" → ", counted.Select(count => NumberText.Plain(count.Count / groups)));
        return $"{NumberText.Plain(groups)} {(groups == 1 ? "group" : "groups")} of {each} {(each == "1" ? "channel" : "channels")}";
    }
}
