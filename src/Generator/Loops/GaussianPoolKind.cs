using System.Globalization;
using ConvGen.Generator.Functions;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Loops;

/// <summary>
/// The mean with weights e^(−r²/2σ²), where r is the tap's distance from the window's centre; only taps inside the input count. A weight
/// is the product of one for each axis, and so is the sum of the weights.
/// </summary>
/// <param name="Sigma">The standard deviation σ, in positions of the input.</param>
internal sealed record GaussianPoolKind(double Sigma) : PoolKind
{
    // Of the largest one along the axis: the product of three is still a normal number.
    private const double MinWeight = 1e-12;

    /// <inheritdoc/>
    public override string Name => "WeightedAveragePool";

    /// <inheritdoc/>
    public override void EmitConstants(SourceWriter writer, PoolWindow window, ICodeLibrary library)
    {
        foreach ((string name, PoolAxis axis) in window.Axes.Where(a => a.Axis.Taps > 1
            && (a.Name != PoolWindow.Column || window.LoopsOverColumns)))
        {
            library.DeclareTable(writer, "float", $"weightOf{name}", Weights(axis).Select(SourceWriter.Literal));
        }
    }

    /// <inheritdoc/>
    public override void EmitRow(SourceWriter writer, PoolWindow window)
    {
        foreach ((string name, PoolAxis axis) in window.Axes.Take(2).Where(a => !a.Axis.IsInside))
        {
            EmitTotal(writer, name, axis);
        }
    }

    /// <inheritdoc/>
    public override void EmitColumn(SourceWriter writer, PoolWindow window) => EmitTotal(writer, PoolWindow.Column, window.Width);

    private void EmitTotal(SourceWriter writer, string name, PoolAxis axis)
    {
        writer.Line($"float total{name} = 0f;");
        using SourceWriter.Scope? taps = axis.OpenTaps(writer, name, out string tap);
        writer.Line($"total{name} += {Weight(name, axis, tap)};");
    }

    /// <inheritdoc/>
    public override Action<string, string>? TapRow(SourceWriter writer, PoolWindow window) => window.Depth.Taps * window.Height.Taps == 1
        ? null
        : (plane, row) => writer.Line("float lineWeight = "
            + $"{string.Join(" * ", Factors((PoolWindow.Plane, window.Depth, plane), (PoolWindow.Row, window.Height, row)))};");

    /// <inheritdoc/>
    public override bool Sums => true;

    /// <inheritdoc/>
    public override string Start(VectorTarget target) => $"{target.Type}.Zero";

    /// <inheritdoc/>
    public override void EmitTake(
        SourceWriter writer, VectorTarget target, PoolWindow window, PoolTap tap, string result, string element) =>
        writer.Line($"{result} = {target.MultiplyAdd(element, Weight(target, window, tap), result)};");

    /// <inheritdoc/>
    public override string Finish(VectorTarget target, PoolWindow window, TapRange? columns, string result) =>
        Total(window, columns) is { } total ? $"({result} * {target.Class}.Create(1f / ({total})))" : result;

    // The weights of each axis add up to one.
    /// <inheritdoc/>
    public override string Finish(VectorTarget target, int taps, string result) => result;

    /// <inheritdoc/>
    public override void EmitGradient(
        SourceWriter writer, VectorTarget target, PoolWindow window, TapRange? columns, string gradient, string result) =>
        writer.Line(Total(window, columns) is { } total
            ? $"{target.Type} g = {gradient} * {target.Class}.Create(1f / ({total}));"
            : $"{target.Type} g = {gradient};");

    /// <inheritdoc/>
    public override PoolShare EmitShare(SourceWriter writer, VectorTarget target, PoolWindow window, PoolTap tap, string element) =>
        new($"(g * {Weight(target, window, tap)})");

    // The weights of the taps that lie inside the input, added up; null where all always do.
    private string? Total(PoolWindow window, TapRange? columns)
    {
        var factors = window.Axes.Take(2).Where(a => !a.Axis.IsInside).Select(a => $"total{a.Name}").ToList();
        if (columns is null)
        {
            factors.Add($"total{PoolWindow.Column}");
        }
        else if (columns is { } taps && taps.End - taps.First < window.Width.Taps)
        {
            factors.Add(SourceWriter.Literal(Weights(window.Width).Skip(taps.First).Take(taps.End - taps.First).Sum()));
        }

        return factors.Count == 0 ? null : string.Join(" * ", factors);
    }

    private string Weight(VectorTarget target, PoolWindow window, PoolTap tap)
    {
        var factors = Factors((PoolWindow.Column, window.Width, tap.Column)).ToList();
        if (window.Depth.Taps * window.Height.Taps > 1)
        {
            factors.Insert(0, "lineWeight");
        }

        return $"{target.Class}.Create({(factors.Count == 0 ? "1f" : string.Join(" * ", factors))})";
    }

    private IEnumerable<string> Factors(params (string Name, PoolAxis Axis, string Tap)[] taps) =>
        taps.Where(t => t.Axis.Taps > 1).Select(t => Weight(t.Name, t.Axis, t.Tap));

    private string Weight(string name, PoolAxis axis, string tap) =>
        int.TryParse(tap, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? SourceWriter.Literal(Weights(axis)[number])
            : $"weightOf{name}[{tap}]";

    // One weight for each tap; together they are one. Padding may leave a window only its outermost taps: they keep a weight however narrow
    // the bell is.
    private double[] Weights(PoolAxis axis)
    {
        double centre = (axis.Taps - 1) / 2.0;
        double Exponent(int tap)
        {
            double distance = (tap - centre) * axis.TapStep / Sigma;
            return distance * distance / 2;
        }

        double least = Enumerable.Range(0, axis.Taps).Min(Exponent);
        double[] weights = [.. Enumerable.Range(0, axis.Taps).Select(tap => Math.Max(MinWeight, Math.Exp(least - Exponent(tap))))];
        double sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }
}
