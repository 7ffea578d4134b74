using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Loops;

/// <summary>Windows of one extent at one distance.</summary>
/// <param name="Input">Extent of the input.</param>
/// <param name="Output">Extent of the output.</param>
/// <param name="Taps">Extent of the window.</param>
/// <param name="Stride">Distance between windows.</param>
/// <param name="Dilation">Distance between taps.</param>
/// <param name="PadBegin">Positions before the first.</param>
/// <param name="PadEnd">Positions after the last.</param>
internal sealed record SlidingAxis(int Input, int Output, int Taps, int Stride, int Dilation, int PadBegin, int PadEnd) : PoolAxis(Input, Output, Taps)
{
    /// <inheritdoc/>
    public override bool IsInside => PadBegin == 0 && ((Output - 1) * Stride) + ((Taps - 1) * Dilation) < Input;

    /// <inheritdoc/>
    public override int TapStep => Dilation;

    /// <inheritdoc/>
    public override int Lead => PadBegin;

    /// <inheritdoc/>
    public override IReadOnlyList<(int Start, int End, TapRange Taps)> Runs
    {
        get
        {
            // Wide windows are clipped in another way at each end position: then one loop finds their bounds.
            const int MaxRuns = 32;
            if (!IsInside && Clipped(Stride, PadBegin) + Clipped(Stride, PadEnd) > MaxRuns)
            {
                return [];
            }

            var runs = new List<(int Start, int End, TapRange Taps)>();
            for (int end = 0; end < Output;)
            {
                int start = end;
                TapRange taps = TapsAt(start);
                end = EndOfRun(start, taps);
                runs.Add((start, end, taps));
            }

            return runs;
        }
    }

    // How many windows a padding of so many positions may clip, at most.
    private static int Clipped(int stride, int padding) => ValueLayout.CeilDiv(padding, stride);

    public static SlidingAxis Of(WindowAxis axis) => new(axis.Input, axis.Output, axis.Kernel, axis.Stride, axis.Dilation, axis.PadBegin, axis.PadEnd);

    /// <inheritdoc/>
    public override (string Index, int Step) Start(string name, string index) => (index, Stride);

    /// <inheritdoc/>
    public override void EmitBounds(SourceWriter writer, string name, string index)
    {
        if (IsInside)
        {
            return;
        }

        string start = Text.Sum((index, Stride));
        writer.Line($"int start{name} = {(PadBegin == 0 ? start : $"{Text.Factor(start)} - {Text.Of(PadBegin)}")};");
        writer.Line($"int first{name} = start{name} < 0 ? {StepsOver($"-start{name}")} : 0;");
        writer.Line($"int end{name} = {TapsBefore(Input, name)};");
    }

    /// <inheritdoc/>
    public override string FirstTap(string name) => IsInside ? "0" : $"first{name}";

    /// <inheritdoc/>
    public override string Count(string name, bool countPadding) => IsInside
        ? Text.Of(Taps)
        : countPadding ? TapsBefore(Input + PadEnd, name) : $"(end{name} - first{name})";

    // How many taps of a window lie before a position.
    private string TapsBefore(int position, string name) => $"{Names.Math}.Min({Text.Of(Taps)}, {StepsOver($"{Text.Of(position)} - start{name}")})";

    // How many steps from tap to tap a distance takes.
    private string StepsOver(string distance) => Dilation == 1 ? distance : $"({distance} + {Text.Of(Dilation - 1)}) / {Text.Of(Dilation)}";

    private TapRange TapsAt(int output)
    {
        int start = (output * Stride) - PadBegin;
        int first = start < 0 ? ValueLayout.CeilDiv(-start, Dilation) : 0;
        return new TapRange(first, Within(start, Input), Within(start, Input + PadEnd));
    }

    // What clips windows at the beginning only recedes from one to the next, and at the end only grows, so equal ones are neighbours.
    private int EndOfRun(int start, TapRange taps)
    {
        int last = start, end = Output;
        while (end - last > 1)
        {
            int middle = last + ((end - last) / 2);
            (last, end) = TapsAt(middle) == taps ? (middle, end) : (last, middle);
        }

        return end;
    }

    private int Within(int start, int extent) => Math.Max(0, Math.Min(Taps, ValueLayout.CeilDiv(extent - start, Dilation)));
}
