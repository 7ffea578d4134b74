namespace ConvGen.Generator.Kernels;

/// <summary>Start and size of a part of a partition, as expressions of the part's number.</summary>
internal static class RunText
{
    /// <summary>Where the part begins.</summary>
    public static string Start(IReadOnlyList<Run> runs, string index)
    {
        Run first = runs[0], last = runs[runs.Count - 1];
        if (runs.Sum(r => r.Count) == 1)
        {
            return "0";
        }

        string even = last.Size == 1 ? index : $"({index} * {Text.Of(last.Size)})";
        int more = first.Size - last.Size;
        string atMost = $"Math.Min({index}, {Text.Of(first.Count)})";
        return more == 0 ? even : $"{even} + {(more == 1 ? atMost : $"({atMost} * {Text.Of(more)})")}";
    }

    /// <summary>How long the part is.</summary>
    public static string Size(IReadOnlyList<Run> runs, string index) => runs.Count == 1
        ? Text.Of(runs[0].Size)
        : $"{index} < {Text.Of(runs[0].Count)} ? {Text.Of(runs[0].Size)} : {Text.Of(runs[1].Size)}";
}
