using ConvGen.Generator.Emission;

namespace ConvGen.Generator.Kernels;

/// <summary>Turns the number of a piece of work into the indices that it stands for.</summary>
internal static class ItemIndex
{
    /// <summary>A part whose index is not written where it would always be 0.</summary>
    public static IEnumerable<(string Name, int Count)> UnlessOne(string name, int count) => count == 1 ? [] : [(name, count)];

    /// <summary>Declares one index per part; the last varies fastest, the first has no bound.</summary>
    public static void Decode(SourceWriter writer, params (string Name, int Count)[] parts)
    {
        int inner = 1;
        var lines = new List<string>();
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            (string name, int count) = parts[i];
            string quotient = inner == 1 ? "item" : $"item / {Text.Of(inner)}";
            if (i == 0)
            {
                lines.Add($"int {name} = {quotient};");
            }
            else if (count == 1)
            {
                lines.Add($"const int {name} = 0;");
            }
            else
            {
                lines.Add($"int {name} = {quotient} % {Text.Of(count)};");
            }

            inner *= count;
        }

        lines.Reverse();
        lines.ForEach(writer.Line);
    }
}

/// <summary>Chooses between the cases of a partition by the number of a part.</summary>
internal static class Branch
{
    /// <summary>Writes the body of each run, under a test of the index when there is more than one.</summary>
    public static void Emit(SourceWriter writer, string index, IReadOnlyList<Run> runs, Action<Run> body)
    {
        if (runs.Count == 1)
        {
            body(runs[0]);
            return;
        }

        using (writer.Block($"if ({index} < {Text.Of(runs[0].Count)})"))
        {
            body(runs[0]);
        }

        using (writer.Block("else"))
        {
            body(runs[1]);
        }
    }
}
