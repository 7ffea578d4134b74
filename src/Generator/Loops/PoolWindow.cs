using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Loops;

/// <summary>Writes the loops over the windows of a row, with the taps of each clipped to the input.</summary>
/// <param name="Depth">The windows along the depth.</param>
/// <param name="Height">The windows along the height.</param>
/// <param name="Width">The windows along the width.</param>
internal sealed record PoolWindow(PoolAxis Depth, PoolAxis Height, PoolAxis Width)
{
    /// <summary>What emitted code calls the axes.</summary>
    public const string Plane = "Plane", Row = "Row", Column = "Column";

    private const int MaxUnrolledTaps = 16;

    public Extent InputSize => new(Depth.Input, Height.Input, Width.Input);

    public Extent OutputSize => new(Depth.Output, Height.Output, Width.Output);

    public int Taps => Depth.Taps * Height.Taps * Width.Taps;

    /// <summary>Whether every window has all its taps, inside the input.</summary>
    public bool IsInside => Depth.IsInside && Height.IsInside && Width.IsInside;

    /// <summary>Whether a row of taps may be a loop instead of being written out.</summary>
    public bool LoopsOverColumns => Width.Taps > MaxUnrolledTaps;

    /// <summary>The axes by the names that emitted code has for their taps.</summary>
    public IReadOnlyList<(string Name, PoolAxis Axis)> Axes => [(Plane, Depth), (Row, Height), (Column, Width)];

    public static PoolWindow Of(EquatableArray<WindowAxis> axes)
    {
        PoolAxis Axis(int fromEnd) => axes.Count > fromEnd ? SlidingAxis.Of(axes[axes.Count - 1 - fromEnd]) : PoolAxis.Unit;
        return new PoolWindow(Axis(2), Axis(1), Axis(0));
    }

    /// <summary>Windows that cover the whole input, as many as the output has positions.</summary>
    public static PoolWindow Adaptive(Extent input, Extent output) => new(
        AdaptiveAxis.Of(input.Depth, output.Depth),
        AdaptiveAxis.Of(input.Height, output.Height),
        AdaptiveAxis.Of(input.Width, output.Width));

    /// <summary>Declares which planes and rows of the windows at (depth, row) lie inside the input, unless all always do.</summary>
    public void EmitBounds(SourceWriter writer, string depth, string row)
    {
        Depth.EmitBounds(writer, Plane, depth);
        Height.EmitBounds(writer, Row, row);
    }

    /// <summary>
    /// Writes a loop for each run of columns whose windows are clipped alike. The body gets the column's index and its taps, or null where
    /// its bounds are variables.
    /// </summary>
    public void EmitColumns(SourceWriter writer, PoolKind kind, Action<string, TapRange?> body)
    {
        foreach ((int start, int end, TapRange taps) in Width.Runs)
        {
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
        }

        if (Width.Runs.Count == 0)
        {
            using SourceWriter.Scope loop = writer.Block($"for (int column = 0; column < {Text.Of(Width.Output)}; column++)");
            Width.EmitBounds(writer, Column, "column");
            kind.EmitColumn(writer, this);
            body("column", null);
        }
    }

    /// <summary>
    /// Writes the loops over the taps of one window. The body gets each tap, with its offset from the first pixel of each of the places (a
    /// name and the strides of a value of the input's shape); it follows what <paramref name="row"/> writes for each row of taps.
    /// </summary>
    public void EmitTaps(
        SourceWriter writer,
        WindowPlace at,
        IReadOnlyList<(string Name, Strides Strides)> places,
        Action<string, string>? row,
        Action<PoolTap> body)
    {
        using SourceWriter.Scope? planes = Depth.OpenTaps(writer, Plane, out string plane);
        using SourceWriter.Scope? rows = Height.OpenTaps(writer, Row, out string tapRow);
        row?.Invoke(plane, tapRow);
        WritePlaces(writer, at, places, plane, tapRow);
        if (LoopsOver(at.Taps))
        {
            SumAxis columns = ColumnLoop(at.Taps);
            using SourceWriter.Scope loop =
                writer.Block($"for (int {columns.Variable} = {columns.From}; {columns.Variable} < {columns.Count}; {columns.Variable}++)");
            body(LoopedTap(places));
            return;
        }

        WriteOut(at.Taps!.Value, places, body);
    }

    /// <summary>
    /// The same for results that are sums of what their taps give, so that sums of many are taken in parts: the body gets each tap, and the
    /// sum that takes it.
    /// </summary>
    public void EmitSums(
        SourceWriter writer,
        VectorTarget target,
        WindowPlace at,
        IReadOnlyList<(string Name, Strides Strides)> places,
        Action<string, string>? row,
        string result,
        Action<PoolTap, string> body)
    {
        string plane = "0";
        SumAxis[] axes =
        [
            Depth.TapLoop(Plane, index => plane = index),
            Height.TapLoop(Row, tapRow =>
            {
                row?.Invoke(plane, tapRow);
                WritePlaces(writer, at, places, plane, tapRow);
            }),
        ];
        if (LoopsOver(at.Taps))
        {
            ShortSums.Emit(
                writer,
                target,
                [result],
                [.. axes, ColumnLoop(at.Taps)],
                isRepeated: false,
                (_, sum) => body(LoopedTap(places), sum(result)));
            return;
        }

        TapRange taps = at.Taps!.Value;
        ShortSums.Emit(
            writer,
            target,
            [result],
            axes,
            isRepeated: false,
            (_, sum) => WriteOut(taps, places, tap => body(tap, sum(result))),
            taps.End - taps.First);
    }

    private static bool LoopsOver(TapRange? taps) => taps is not { } known || known.End - known.First > MaxUnrolledTaps;

    private SumAxis ColumnLoop(TapRange? taps) => taps is { } known
        ? new SumAxis($"tap{Column}", Text.Of(known.End), known.End - known.First, From: Text.Of(known.First))
        : new SumAxis($"tap{Column}", $"end{Column}", Math.Max(Width.Taps, 2), From: Width.FirstTap(Column));

    private PoolTap LoopedTap(IReadOnlyList<(string Name, Strides Strides)> places) =>
        new(0, $"tap{Column}", [.. places.Select(p => $"{p.Name} + (tap{Column} * {Text.Of(Width.TapStep * p.Strides.Pixel)})")]);

    private void WriteOut(TapRange taps, IReadOnlyList<(string Name, Strides Strides)> places, Action<PoolTap> body)
    {
        for (int t = taps.First; t < taps.End; t++)
        {
            body(new PoolTap(
                t - taps.First,
                Text.Of(t),
                [.. places.Select(p => t == 0 ? p.Name : $"{p.Name} + {Text.Of(t * Width.TapStep * p.Strides.Pixel)}")]));
        }
    }

    private void WritePlaces(
        SourceWriter writer, WindowPlace at, IReadOnlyList<(string Name, Strides Strides)> places, string plane, string tapRow)
    {
        foreach ((string name, Strides strides) in places)
        {
            (string depthIndex, int depthStep) = Depth.Start(Plane, at.Depth);
            (string rowIndex, int rowStep) = Height.Start(Row, at.Row);
            (string columnIndex, int columnStep) = Width.Start(Column, at.Column);
            string place = Text.Sum(
                (depthIndex, depthStep * strides.Plane),
                (plane, Depth.TapStep * strides.Plane),
                (rowIndex, rowStep * strides.Row),
                (tapRow, Height.TapStep * strides.Row),
                (columnIndex, columnStep * strides.Pixel));
            int padding = (Depth.Lead * strides.Plane) + (Height.Lead * strides.Row) + (Width.Lead * strides.Pixel);
            writer.Line(padding == 0 ? $"int {name} = {place};" : $"int {name} = {place} - {Text.Of(padding)};");
        }
    }

    /// <summary>How many positions an average divides by, as an expression.</summary>
    public string Count(TapRange? columns, bool countPadding)
    {
        string width = columns is { } taps
            ? Text.Of(countPadding ? taps.Padded : taps.End - taps.First)
            : Width.Count(Column, countPadding);
        return $"{Depth.Count(Plane, countPadding)} * {Height.Count(Row, countPadding)} * {width}";
    }
}

/// <summary>A window, by the expressions of its indices.</summary>
/// <param name="Depth">Its plane of the output.</param>
/// <param name="Row">Its row of the output.</param>
/// <param name="Column">Its column of the output.</param>
/// <param name="Taps">Its taps along the width; null where their bounds are variables.</param>
internal readonly record struct WindowPlace(string Depth, string Row, string Column, TapRange? Taps);

/// <summary>A tap in a row of taps.</summary>
/// <param name="Number">Its number among the taps that are written out side by side.</param>
/// <param name="Column">Its number along the width, as an expression.</param>
/// <param name="Offsets">Where it lies in each of the places that were asked for.</param>
internal sealed record PoolTap(int Number, string Column, IReadOnlyList<string> Offsets);
