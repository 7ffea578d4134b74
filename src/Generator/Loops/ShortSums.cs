using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Loops;

/// <summary>A loop over terms of a sum.</summary>
/// <param name="Variable">Its variable.</param>
/// <param name="Count">What its variable ends before, as an expression of one name or number.</param>
/// <param name="Rounds">The most rounds it has; null where that is known only at run time.</param>
/// <param name="Step">What the variable grows by from round to round.</param>
/// <param name="From">What its variable begins with, as an expression of one name or number.</param>
/// <param name="Opened">Writes what each round needs before the loops inside it, given what to write for the variable.</param>
internal sealed record SumAxis(string Variable, string Count, int? Rounds, int Step = 1, string From = "0", Action<string>? Opened = null)
{
    /// <summary>A loop of a constant number of rounds.</summary>
    public static SumAxis Of(string variable, int count, Action<string>? opened = null) =>
        new(variable, Text.Of(count), count, Opened: opened);

    /// <summary>The loop over the vectors of a block of 16 channels.</summary>
    public static SumAxis OfLanes(VectorTarget target, Action<string>? opened = null) =>
        new("lane", Text.Of(ValueLayout.BlockSize), target.VectorsPerBlock, target.Lanes, Opened: opened);

    /// <summary>The loop over the examples of a pass.</summary>
    public static SumAxis OfExamples(Action<string>? opened = null) => new("example", "examples", null, Opened: opened);
}

/// <summary>
/// Writes nested loops over the terms of sums. A float that has grown loses some of each further term, so no sum takes more than
/// some: longer loops are cut in two, and sums of inner loops are taken apart and then added up. The order is fixed.
/// </summary>
internal static class ShortSums
{
    /// <summary>Terms that one float takes where nothing else is said.</summary>
    public const int MaxTerms = 64;

    // Products that one float of a register block may add up, and how many it adds where there are more: parts of sums take registers, or
    // memory, of their own.
    private const int LongestOfBlock = 2048, PartOfLongSum = 512;

    /// <summary>Terms that one float of a register block may take where it has so many products to add up.</summary>
    public static int MostOfBlock(double products) => products <= LongestOfBlock ? int.MaxValue : PartOfLongSum;

    /// <summary>Writes the loops.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="type">The type of the sums.</param>
    /// <param name="zero">The sum of nothing.</param>
    /// <param name="sums">The variables that take the sums; declared, and added to.</param>
    /// <param name="axes">The loops, outermost first.</param>
    /// <param name="isRepeated">Whether the sums go through this several times.</param>
    /// <param name="body">Writes what is done with a term, given what to write for the variable of each loop, and for each sum.</param>
    /// <param name="terms">How many terms the body adds.</param>
    /// <param name="most">Terms that one float may take.</param>
    public static void Emit(
        SourceWriter writer,
        string type,
        string zero,
        IReadOnlyList<string> sums,
        IReadOnlyList<SumAxis> axes,
        bool isRepeated,
        Action<IReadOnlyList<string>, Func<string, string>> body,
        int terms = 1,
        int most = MaxTerms)
    {
        string[] indices = new string[axes.Count];
        Stack<Dictionary<string, string>> names = new([sums.ToDictionary(sum => sum)]);
        List<Loop> loops = LoopsOf(axes, terms, most, (number, index) => indices[number] = index);
        Write(writer, loops, Cuts(loops, terms, most, isRepeated), () => body(indices, sum => names.Peek()[sum]), Begin, End);

        void Begin(string place)
        {
            names.Push(sums.ToDictionary(sum => sum, sum => $"{sum}Of{place}"));
            foreach (string name in sums.Select(sum => names.Peek()[sum]))
            {
                writer.Line($"{type} {name} = {zero};");
            }
        }

        void End()
        {
            Dictionary<string, string> inner = names.Pop();
            foreach (string sum in sums)
            {
                writer.Line($"{names.Peek()[sum]} += {inner[sum]};");
            }
        }
    }

    /// <summary>
    /// The same for sums that fill the registers: between parts they are in memory, so that a part has all registers. The variables have
    /// their first values before the loops and the sums after them.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <param name="target">The vector target.</param>
    /// <param name="sums">The variables that take the sums.</param>
    /// <param name="axes">The loops, outermost first.</param>
    /// <param name="body">Writes what is done with a term.</param>
    /// <param name="terms">How many terms the body adds.</param>
    /// <param name="most">Terms that one float may take.</param>
    public static void EmitInMemory(
        SourceWriter writer, VectorTarget target, IReadOnlyList<string> sums, IReadOnlyList<SumAxis> axes, Action body, int terms, int most)
    {
        List<Loop> loops = LoopsOf(axes, terms, most, (_, _) => { });
        bool[] isCut = Cuts(loops, terms, most, isRepeated: false);
        int levels = isCut.Count(cut => cut), level = 0;
        for (int i = 1; i <= levels; i++)
        {
            writer.Line($"{Names.Span}<{target.Type}> {Parts(i)} = stackalloc {target.Type}[{Text.Of(sums.Count)}];");
        }

        if (levels > 0)
        {
            ForEachSum((sum, place) => writer.Line($"{Parts(1)}[{place}] = {sum};"));
        }

        Write(writer, loops, isCut, body, Begin, End);
        if (levels > 0)
        {
            ForEachSum((sum, place) => writer.Line($"{sum} = {Parts(1)}[{place}];"));
        }

        void Begin(string _)
        {
            level++;
            ForEachSum((sum, place) => writer.Line($"{Inner(sum, place)} = {target.Type}.Zero;"));
        }

        void End()
        {
            ForEachSum((sum, place) => writer.Line($"{Parts(level)}[{place}] += {Inner(sum, place)};"));
            level--;
        }

        // Only the innermost parts are summed in registers.
        string Inner(string sum, string place) => level == levels ? sum : $"{Parts(level + 1)}[{place}]";

        string Parts(int number) => levels == 1 ? "parts" : $"parts{Text.Of(number)}";

        void ForEachSum(Action<string, string> write)
        {
            for (int i = 0; i < sums.Count; i++)
            {
                write(sums[i], Text.Of(i));
            }
        }
    }

    /// <summary>The same for vectors.</summary>
    public static void Emit(
        SourceWriter writer,
        VectorTarget target,
        IReadOnlyList<string> sums,
        IReadOnlyList<SumAxis> axes,
        bool isRepeated,
        Action<IReadOnlyList<string>, Func<string, string>> body,
        int terms = 1,
        int most = MaxTerms) => Emit(writer, target.Type, $"{target.Type}.Zero", sums, axes, isRepeated, body, terms, most);

    // Writes loops in each other. Where sums of their own begin, something is done before and after.
    private static void Write(SourceWriter writer, List<Loop> loops, bool[] isCut, Action body, Action<string> begin, Action end)
    {
        WriteFrom(0, string.Empty);

        void WriteFrom(int depth, string place)
        {
            if (isCut[depth])
            {
                begin(place);
            }

            if (depth == loops.Count)
            {
                body();
            }
            else
            {
                Loop loop = loops[depth];
                using SourceWriter.Scope? scope = loop.Header is null ? null : writer.Block(loop.Header);
                loop.Opened();
                WriteFrom(depth + 1, loop.Header is null ? place : loop.Place);
            }

            if (isCut[depth])
            {
                end();
            }
        }
    }

    private static List<Loop> LoopsOf(IReadOnlyList<SumAxis> axes, int terms, int most, Action<int, string> found) =>
        [.. axes.SelectMany((axis, number) =>
            Loops(axis, number == axes.Count - 1 ? Math.Max(2, most / terms) : most, index => found(number, index)))];

    // For each depth, and for the body, whether sums of their own begin there. Terms are counted from inside.
    private static bool[] Cuts(List<Loop> loops, double terms, int most, bool isRepeated)
    {
        bool[] isCut = new bool[loops.Count + 1];
        for (int depth = loops.Count - 1; depth >= 0; depth--)
        {
            if (terms > 1 && terms * loops[depth].Rounds > most)
            {
                isCut[depth + 1] = true;
                terms = 1;
            }

            terms *= loops[depth].Rounds;
        }

        isCut[0] = isRepeated && terms > 1;
        return isCut;
    }

    private static IEnumerable<Loop> Loops(SumAxis axis, int most, Action<string> found)
    {
        (string variable, string count) = (axis.Variable, axis.Count);
        void Open(string index)
        {
            found(index);
            axis.Opened?.Invoke(index);
        }

        if (axis.Rounds == 1)
        {
            return [new Loop(null, string.Empty, 1, () => Open("0"))];
        }

        string increment = axis.Step == 1 ? $"{variable}++" : $"{variable} += {Text.Of(axis.Step)}";
        if (axis.Rounds <= most)
        {
            return [new Loop(
                $"for (int {variable} = {axis.From}; {variable} < {count}; {increment})",
                variable,
                axis.Rounds.Value,
                () => Open(variable))];
        }

        // Pieces, pieces of pieces and so on, each variable going over what the one before stands for.
        int levels = axis.Rounds is { } rounds ? (int)Math.Ceiling(Math.Log(rounds, most) - 1e-9) : 2;
        var loops = new List<Loop>();
        string from = axis.From, to = count;
        for (int level = levels - 1; level > 0; level--)
        {
            string piece = $"{variable}{(levels == 2 ? string.Empty : Text.Of(level))}Piece",
                size = Text.Of(axis.Step * (int)Math.Pow(most, level));
            double pieces = axis.Rounds is { } all && level == levels - 1 ? Math.Ceiling(all / Math.Pow(most, level)) : most;
            loops.Add(new Loop($"for (int {piece} = {from}; {piece} < {to}; {piece} += {size})", piece, pieces, () => { }));
            (from, to) = (piece, $"{Names.Math}.Min({piece} + {size}, {count})");
        }

        loops.Add(new Loop($"for (int {variable} = {from}; {variable} < {to}; {increment})", variable, most, () => Open(variable)));
        return loops;
    }

    private sealed record Loop(string? Header, string Variable, double Rounds, Action Opened)
    {
        public string Place => char.ToUpperInvariant(Variable[0]) + Variable.Substring(1);
    }
}
