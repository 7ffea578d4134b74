using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Writing;

/// <summary>The indices that the number of a piece of work stands for.</summary>
internal sealed class ItemIndex
{
    private readonly HashSet<string> _alwaysZero = [];

    private ItemIndex()
    {
    }

    /// <summary>What to write for an index: its variable, or 0 where it can be nothing else.</summary>
    public string this[string name] => _alwaysZero.Contains(name) ? "0" : name;

    /// <summary>
    /// Declares one index per part; the last varies fastest. The first has no bound when its count is 0. Parts with a count
    /// of 1 need no index.
    /// </summary>
    public static ItemIndex Decode(SourceWriter writer, params (string Name, int Count)[] parts)
    {
        var index = new ItemIndex();
        (string Name, int Count)[] several = [.. parts.Where(part => part.Count != 1)];
        index._alwaysZero.UnionWith(parts.Except(several).Select(part => part.Name));
        for (int i = 0; i < several.Length; i++)
        {
            int inner = several.Skip(i + 1).Aggregate(1, (product, part) => product * part.Count);
            string quotient = inner == 1 ? "item" : $"item / {Text.Of(inner)}";
            writer.Line($"int {several[i].Name} = {quotient}{(i == 0 ? string.Empty : $" % {Text.Of(several[i].Count)}")};");
        }

        return index;
    }

    /// <summary>Declares an index as a constant where it can only be 0, for expressions that need its name.</summary>
    public void DeclareConstant(SourceWriter writer, string name)
    {
        if (_alwaysZero.Contains(name))
        {
            writer.Line($"const int {name} = 0;");
        }
    }

    /// <summary>A sum of index × stride terms, without those whose index is always 0.</summary>
    public string Sum(params (string Index, int Stride)[] terms) => Text.Sum([.. terms.Select(term => (this[term.Index], term.Stride))]);
}

/// <summary>Chooses between the cases of a partition by the number of a part.</summary>
internal static class Branch
{
    /// <summary>Writes the body of each run, under a test of the index when there is more than one.</summary>
    public static void Emit(SourceWriter writer, string index, IReadOnlyList<Segment> segments, Action<Segment> body)
    {
        if (segments.Count == 1)
        {
            body(segments[0]);
            return;
        }

        using (writer.Block($"if ({index} < {Text.Of(segments[0].Count)})"))
        {
            body(segments[0]);
        }

        using (writer.Block("else"))
        {
            body(segments[1]);
        }
    }
}
