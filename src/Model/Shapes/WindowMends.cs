namespace ConvGen.Model;

/// <summary>Edits of a layer's attribute after which its stride tiles its input along every axis.</summary>
internal static class WindowMends
{
    private const string RoundingType = "global::ConvGen.Rounding";

    /// <summary>The edits, those that keep the declared stride first.</summary>
    public static IEnumerable<Mend> For(AxisWindow[] axes, WindowSettings settings, bool pooling) =>
        Paddings(axes, settings, pooling).Concat(Strides(axes, settings)).Concat(Roundings(axes));

    private static IEnumerable<Mend> Paddings(AxisWindow[] axes, WindowSettings settings, bool pooling)
    {
        if (settings.Padding == PaddingMode.Full)
            yield break;

        AxisWindow[]? more = All(axes.Select(axis => Nearest(axis, pooling, larger: true)));
        if (more is not null)
            yield return Padding("more padding", more);

        AxisWindow[]? less = All(axes.Select(axis => Nearest(axis, pooling, larger: false)));
        if (less is not null)
            yield return Padding("less padding", less);
    }

    private static AxisWindow? Nearest(AxisWindow axis, bool pooling, bool larger)
    {
        if (axis.Remainder == 0)
            return axis;
        long total = axis.PaddedInput;
        foreach (AxisWindow padded in FittingValues.Paddings(axis, pooling))
        {
            if (padded.PaddedInput > total == larger)
                return padded;
        }

        return null;
    }

    private static Mend Padding(string key, AxisWindow[] axes)
    {
        bool symmetric = axes.All(axis => axis.PadBegin == axis.PadEnd);
        List<ArgumentEdit> edits = [];
        if (symmetric && axes.All(axis => axis.PadBegin == axes[0].PadBegin))
        {
            edits.Add(new("p", NumberText.Plain(axes[0].PadBegin)));
        }
        else if (symmetric)
        {
            edits.Add(new("Pad", Array(axes.Select(axis => axis.PadBegin))));
        }
        else
        {
            edits.Add(new("PadBegin", Array(axes.Select(axis => axis.PadBegin))));
            edits.Add(new("PadEnd", Array(axes.Select(axis => axis.PadEnd))));
        }

        string[] replaced = ["p", "Pad", "PadBegin", "PadEnd", "Padding"];
        IEnumerable<ArgumentEdit> removals = replaced
            .Where(argument => edits.All(edit => edit.Argument != argument))
            .Select(argument => new ArgumentEdit(argument, null));
        return new(key, Title(edits, axes), edits.Concat(removals).ToEquatableArray());
    }

    private static IEnumerable<Mend> Strides(AxisWindow[] axes, WindowSettings settings)
    {
        if (settings.Stride is not null || axes.Any(axis => axis.Stride != axes[0].Stride))
        {
            AxisWindow[] nearest = [.. axes.Select(axis => axis.Remainder == 0
                ? axis
                : axis with { Stride = FittingValues.Strides(axis.Span, axis.Stride).First() })];
            List<ArgumentEdit> edits = [new("Stride", Array(nearest.Select(axis => axis.Stride))), new("s", null)];
            yield return new("nearest stride", Title(edits.Take(1), nearest), edits.ToEquatableArray());
            yield break;
        }

        string key = "nearest stride";
        foreach (int stride in FittingValues.Strides(axes.Select(axis => axis.Span).Aggregate(GreatestCommonDivisor), axes[0].Stride))
        {
            List<ArgumentEdit> edits = [new("s", NumberText.Plain(stride))];
            yield return new(key, Title(edits, [.. axes.Select(axis => axis with { Stride = stride })]), edits.ToEquatableArray());
            key = "next stride";
        }
    }

    private static IEnumerable<Mend> Roundings(AxisWindow[] axes)
    {
        foreach (RoundingMode rounding in new[] { RoundingMode.Floor, RoundingMode.Ceiling })
        {
            AxisWindow[] rounded = [.. axes.Select(axis => axis with { Rounding = rounding })];
            yield return new(
                $"rounding {rounding}",
                $"Set Rounding = {rounding} (output {Sizes(rounded)})",
                new(new ArgumentEdit("Rounding", $"{RoundingType}.{rounding}")));
        }
    }

    private static string Title(IEnumerable<ArgumentEdit> edits, AxisWindow[] axes)
    {
        // Constructor parameters are lower case and take a colon, properties an equals sign.
        IEnumerable<string> settings = edits.Select(edit =>
            char.IsLower(edit.Argument[0]) ? $"{edit.Argument}: {edit.Value}" : $"{edit.Argument} = {edit.Value}");
        return $"Set {string.Join(", ", settings)} (output {Sizes(axes)})";
    }

    private static string Sizes(AxisWindow[] axes) => string.Join("×", axes.Select(axis => NumberText.Plain(axis.Output)));

    private static string Array(IEnumerable<int> values) => $"[{string.Join(", ", values.Select(value => NumberText.Plain(value)))}]";

    private static AxisWindow[]? All(IEnumerable<AxisWindow?> axes)
    {
        List<AxisWindow> all = [];
        foreach (AxisWindow? axis in axes)
        {
            if (axis is null)
                return null;
            all.Add(axis.Value);
        }

        return [.. all];
    }

    private static long GreatestCommonDivisor(long left, long right) => right == 0 ? left : GreatestCommonDivisor(right, left % right);
}
