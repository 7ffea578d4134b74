using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Loops;

/// <summary>The windows of a pooling along one axis.</summary>
/// <param name="Input">Extent of the input.</param>
/// <param name="Output">Extent of the output.</param>
/// <param name="Taps">Most taps that a window has.</param>
internal abstract record PoolAxis(int Input, int Output, int Taps)
{
    public static readonly PoolAxis Unit = new SlidingAxis(1, 1, 1, 1, 1, 0, 0);

    /// <summary>Whether every window has all its taps, inside the input.</summary>
    public abstract bool IsInside { get; }

    /// <summary>Positions of the input between neighbouring taps.</summary>
    public abstract int TapStep { get; }

    /// <summary>Positions that the first window begins before the input.</summary>
    public abstract int Lead { get; }

    /// <summary>Where a window begins: an index and how many positions of the input it counts; <see cref="Lead"/> less.</summary>
    /// <param name="name">What the axis is called in emitted code.</param>
    /// <param name="index">The window's number, as an expression.</param>
    public abstract (string Index, int Step) Start(string name, string index);

    /// <summary>Declares which taps of a window lie inside the input, unless all always do.</summary>
    public abstract void EmitBounds(SourceWriter writer, string name, string index);

    /// <summary>The loop over the taps of a window that lie inside the input.</summary>
    /// <param name="name">What the axis is called in emitted code.</param>
    /// <param name="opened">Writes what each round needs before what is inside it, given what to write for the tap's number.</param>
    public SumAxis TapLoop(string name, Action<string>? opened = null) => IsInside
        ? SumAxis.Of($"tap{name}", Taps, opened)
        : new SumAxis($"tap{name}", $"end{name}", Math.Max(Taps, 2), From: FirstTap(name), Opened: opened);

    /// <summary>Opens that loop and tells what to write for the tap's number.</summary>
    public SourceWriter.Scope? OpenTaps(SourceWriter writer, string name, out string tap)
    {
        if (IsInside)
        {
            return CountedLoop.Open(writer, $"tap{name}", Taps, out tap);
        }

        tap = $"tap{name}";
        return writer.Block($"for (int {tap} = {FirstTap(name)}; {tap} < end{name}; {tap}++)");
    }

    /// <summary>The first tap that lies inside the input, as an expression over the declared bounds.</summary>
    public abstract string FirstTap(string name);

    /// <summary>How many taps lie inside the input, or inside the padded input, as an expression over the declared bounds.</summary>
    public abstract string Count(string name, bool countPadding);

    /// <summary>Windows with the same taps inside the input, from the first on; nothing where bounds are variables.</summary>
    public abstract IReadOnlyList<(int Start, int End, TapRange Taps)> Runs { get; }
}

/// <summary>The taps First … End − 1 of a window lie inside the input; Padded of them inside the padded input.</summary>
internal readonly record struct TapRange(int First, int End, int Padded);
