using ConvGen.Generator.Emission;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Kernels.Pooling;

/// <summary>A pooling window along one axis.</summary>
/// <param name="Input">Extent of the input.</param>
/// <param name="Output">Extent of the output.</param>
/// <param name="Taps">Extent of the window.</param>
/// <param name="Stride">Distance between windows.</param>
/// <param name="Dilation">Distance between taps.</param>
/// <param name="PadBegin">Positions before the first.</param>
/// <param name="PadEnd">Positions after the last.</param>
internal readonly record struct PoolAxis(int Input, int Output, int Taps, int Stride, int Dilation, int PadBegin, int PadEnd)
{
    public static readonly PoolAxis Unit = new(1, 1, 1, 1, 1, 0, 0);

    /// <summary>Whether every window lies inside the input.</summary>
    public bool IsInside => PadBegin == 0 && ((Output - 1) * Stride) + ((Taps - 1) * Dilation) < Input;

    public static PoolAxis Of(WindowAxis axis) => new(axis.Input, axis.Output, axis.Kernel, axis.Stride, axis.Dilation, axis.PadBegin, axis.PadEnd);

    /// <summary>The taps of a window that lie inside the input, and how many lie inside the padded input.</summary>
    public ColumnTaps TapsAt(int output)
    {
        int start = (output * Stride) - PadBegin;
        int first = start < 0 ? ValueLayout.CeilDiv(-start, Dilation) : 0;
        return new ColumnTaps(first, Within(start, Input), Within(start, Input + PadEnd));
    }

    private int Within(int start, int extent) => Math.Max(0, Math.Min(Taps, ValueLayout.CeilDiv(extent - start, Dilation)));
}

/// <summary>The taps First … End − 1 of a window lie inside the input; Padded of them inside the padded input.</summary>
internal readonly record struct ColumnTaps(int First, int End, int Padded);

/// <summary>Writes the loops over the windows of a row, with the taps of each clipped to the input.</summary>
/// <param name="Depth">The window along the depth.</param>
/// <param name="Height">The window along the height.</param>
/// <param name="Width">The window along the width.</param>
internal sealed record PoolWindow(PoolAxis Depth, PoolAxis Height, PoolAxis Width)
{
    private const int MostUnrolledTaps = 16;

    public Extent InputSize => new(Depth.Input, Height.Input, Width.Input);

    public Extent OutputSize => new(Depth.Output, Height.Output, Width.Output);

    public int Taps => Depth.Taps * Height.Taps * Width.Taps;

    public static PoolWindow Of(EquatableArray<WindowAxis> axes)
    {
        PoolAxis Axis(int fromEnd) => axes.Count > fromEnd ? PoolAxis.Of(axes[axes.Count - 1 - fromEnd]) : PoolAxis.Unit;
        return new PoolWindow(Axis(2), Axis(1), Axis(0));
    }

    /// <summary>Declares which planes and rows of the windows at (depth, row) lie inside the input, unless all always do.</summary>
    public void EmitBounds(SourceWriter writer, string depth, string row)
    {
        EmitBounds(writer, Depth, "Plane", depth);
        EmitBounds(writer, Height, "Row", row);
    }

    /// <summary>
    /// Writes a loop for each run of columns whose windows are clipped alike. The body gets the column's index and its taps.
    /// </summary>
    public void EmitColumns(SourceWriter writer, Action<string, ColumnTaps> body)
    {
        int start = 0;
        while (start < Width.Output)
        {
            ColumnTaps taps = Width.TapsAt(start);
            int end = start + 1;
            while (end < Width.Output && Width.TapsAt(end) == taps)
            {
                end++;
            }

            if (end - start == 1)
            {
                using (writer.Braces())
                {
                    writer.Line($"const int column = {Text.Of(start)};");
                    body("column", taps);
                }
            }
            else
            {
                using (writer.Block($"for (int column = {Text.Of(start)}; column < {Text.Of(end)}; column++)"))
                {
                    body("column", taps);
                }
            }

            start = end;
        }
    }

    /// <summary>
    /// Writes the loops over the taps of one window. The body gets, for each of the places (a name and the strides of a value of the
    /// input's shape), the tap's offset from the value's first pixel.
    /// </summary>
    public void EmitTaps(
        SourceWriter writer,
        string depth,
        string row,
        string column,
        ColumnTaps taps,
        IReadOnlyList<(string Name, Lattice Strides)> places,
        Action<IReadOnlyList<string>> body)
    {
        using SourceWriter.Scope? planes = TapLoop(writer, Depth, "Plane", out string plane);
        using SourceWriter.Scope? rows = TapLoop(writer, Height, "Row", out string tapRow);
        foreach ((string name, Lattice strides) in places)
        {
            string place = Text.Sum(
                (depth, Depth.Stride * strides.Plane),
                (plane, Depth.Dilation * strides.Plane),
                (row, Height.Stride * strides.Row),
                (tapRow, Height.Dilation * strides.Row),
                (column, Width.Stride * strides.Pixel));
            int padding = (Depth.PadBegin * strides.Plane) + (Height.PadBegin * strides.Row) + (Width.PadBegin * strides.Pixel);
            writer.Line(padding == 0 ? $"int {name} = {place};" : $"int {name} = {place} - {Text.Of(padding)};");
        }

        if (taps.End - taps.First > MostUnrolledTaps)
        {
            using SourceWriter.Scope loop = writer.Block($"for (int tapColumn = {Text.Of(taps.First)}; tapColumn < {Text.Of(taps.End)}; tapColumn++)");
            body([.. places.Select(p => $"{p.Name} + (tapColumn * {Text.Of(Width.Dilation * p.Strides.Pixel)})")]);
            return;
        }

        for (int t = taps.First; t < taps.End; t++)
        {
            body([.. places.Select(p => t == 0 ? p.Name : $"{p.Name} + {Text.Of(t * Width.Dilation * p.Strides.Pixel)}")]);
        }
    }

    /// <summary>How many positions an average divides by, as an expression.</summary>
    public string Count(ColumnTaps taps, bool countPadding)
    {
        string planes = AxisCount(Depth, "Plane", countPadding);
        string rows = AxisCount(Height, "Row", countPadding);
        int columns = countPadding ? taps.Padded : taps.End - taps.First;
        return $"{planes} * {rows} * {Text.Of(columns)}";
    }

    private static string AxisCount(PoolAxis axis, string name, bool countPadding) => axis.IsInside
        ? Text.Of(axis.Taps)
        : countPadding ? $"padded{name}s" : $"(end{name} - first{name})";

    private static void EmitBounds(SourceWriter writer, PoolAxis axis, string name, string index)
    {
        if (axis.IsInside)
        {
            return;
        }

        string dilation = Text.Of(axis.Dilation);
        string round = axis.Dilation == 1 ? string.Empty : $" + {Text.Of(axis.Dilation - 1)}";
        writer.Line($"int start{name} = {(index == "0" ? "0" : $"({index} * {Text.Of(axis.Stride)})")} - {Text.Of(axis.PadBegin)};");
        writer.Line($"int first{name} = start{name} < 0 ? (-start{name}{round}) / {dilation} : 0;");
        writer.Line($"int end{name} = Math.Min({Text.Of(axis.Taps)}, ({Text.Of(axis.Input)} - start{name}{round}) / {dilation});");
        writer.Line($"int padded{name}s = Math.Min({Text.Of(axis.Taps)}, ({Text.Of(axis.Input + axis.PadEnd)} - start{name}{round}) / {dilation});");
    }

    private static SourceWriter.Scope? TapLoop(SourceWriter writer, PoolAxis axis, string name, out string index)
    {
        if (axis.IsInside)
        {
            return CountedLoop.Open(writer, $"tap{name}", axis.Taps, out index);
        }

        index = $"tap{name}";
        return writer.Block($"for (int {index} = first{name}; {index} < end{name}; {index}++)");
    }
}
