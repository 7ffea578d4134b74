using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Windows;

/// <summary>Resolves the settings of a window along every axis of the shape that it reads.</summary>
internal static class WindowShapes
{
    /// <summary>Resolves the window along every axis, or reports why it does not fit.</summary>
    /// <param name="title">The layer as messages call it.</param>
    /// <param name="window">Settings that passed <see cref="WindowRules"/>.</param>
    /// <param name="pooling">Whether the stride defaults to the kernel and every window must contain a value of the input.</param>
    /// <param name="input">The shape that is read.</param>
    /// <param name="problems">Receives what does not fit.</param>
    public static EquatableArray<WindowAxis>? Resolve(
        string title, WindowSettings window, bool pooling, FeatureShape input, ICollection<Problem> problems)
    {
        if (!HasAxes(title, input, problems) || !CountsFit(title, window, input.Rank, problems)
            || !CausalFits(title, window, input, WindowFixes.CausalAlong(window, pooling, input), problems))
        {
            return null;
        }

        AxisWindow[] axes = Along(window, pooling, input);
        int before = problems.Count;
        HashSet<AxisWindow> seen = [];

        // Innermost first, and axes with equal arithmetic once: a square map has one problem, not two.
        for (int axis = input.Rank - 1; axis >= 0; axis--)
        {
            if (seen.Add(axes[axis]) && Check(title, AxisNames.Of(axis, input.Rank), axes[axis], window, pooling) is { } problem)
            {
                problems.Add(problem.Id == ProblemIds.SizeOverflow
                    ? problem
                    : problem with { Fixes = WindowFixes.For(window, pooling, input) });
            }
        }

        if (problems.Count == before && Overflow(axes, pooling, input) is { } overflow)
        {
            string[] blamed = ["k", "Kernel", "p", "Pad", "PadBegin", "PadEnd", "Padding"];
            problems.Add(Problem.Of(ProblemIds.SizeOverflow, [title, overflow], blamed));
        }

        return problems.Count > before ? null : axes.Select(axis => axis.ToAxis()).ToEquatableArray();
    }

    // Indices of emitted code are of type int. Poolings step over padding in blocks of 16 channels.
    private static string? Overflow(AxisWindow[] axes, bool pooling, FeatureShape input)
    {
        const int Block = 16;
        long taps = axes.Aggregate(1L, (product, axis) => Saturating.Multiply(product, axis.Kernel));
        if (taps > int.MaxValue)
        {
            return $"a window has {NumberText.Grouped(taps)} taps";
        }

        long channels = pooling ? (input.Channels + Block - 1L) / Block * Block : input.Channels;
        long padded = axes.Aggregate(channels, (product, axis) => Saturating.Multiply(product, axis.PaddedInput));
        return padded > int.MaxValue && axes.Any(axis => axis.PadBegin > 0 || axis.PadEnd > 0)
            ? $"the input with its padding has {Many(padded)} values{(pooling ? " in blocks of 16 channels" : string.Empty)}"
            : null;
    }

    private static string Many(long count) => count == long.MaxValue ? "too many" : NumberText.Grouped(count);

    /// <summary>The window along every axis, whether or not it fits.</summary>
    public static AxisWindow[] Along(WindowSettings window, bool pooling, FeatureShape input) =>
        [.. Enumerable.Range(0, input.Rank).Select(axis => AxisWindow.Resolve(Declared(axis, window, pooling, input), window.Padding))];

    /// <summary>The settings for tables: <c>5×5, stride 1, padding 2</c>.</summary>
    public static string Describe(EquatableArray<WindowAxis> axes)
    {
        string text = NumberText.Sizes(axes.Select(axis => axis.Kernel))
            + $", stride {NumberText.PerAxis(axes.Select(axis => axis.Stride))}";
        if (axes.Any(axis => axis.PadBegin != 0 || axis.PadEnd != 0))
        {
            text += $", {DescribePadding(axes)}";
        }

        return axes.Any(axis => axis.Dilation > 1)
            ? $"{text}, dilation {NumberText.PerAxis(axes.Select(axis => axis.Dilation))}"
            : text;
    }

    /// <summary>The padding for tables: <c>padding 2</c>, or <c>padding 0 + 1</c> where the two sides differ.</summary>
    public static string DescribePadding(EquatableArray<WindowAxis> axes)
    {
        if (axes.All(axis => axis.PadBegin == axis.PadEnd))
        {
            return $"padding {NumberText.PerAxis(axes.Select(axis => axis.PadBegin))}";
        }

        string[] sides = [.. axes.Select(axis => $"{NumberText.Plain(axis.PadBegin)} + {NumberText.Plain(axis.PadEnd)}")];
        return sides.Distinct().Count() == 1
            ? $"padding {sides[0]}"
            : $"padding {string.Join("×", sides.Select(side => $"({side})"))}";
    }

    /// <summary>Reports a shape without spatial axes.</summary>
    public static bool HasAxes(string title, FeatureShape input, ICollection<Problem> problems)
    {
        if (input.Rank == 0)
        {
            problems.Add(Problem.Of(ProblemIds.RankMismatch, [title, input.ToString()]));
        }

        return input.Rank > 0;
    }

    /// <summary>Whether the map has the one axis that causal padding is for; of several no one knows which is time.</summary>
    public static bool CausalFits(
        string title, WindowSettings window, FeatureShape input, IEnumerable<Fix> fixes, ICollection<Problem> problems)
    {
        bool fits = window.Padding != PaddingKind.Causal || input.Rank == 1;
        if (!fits)
        {
            problems.Add(Problem.Of(ProblemIds.CausalAxes, [title, input.ToString()], "Padding") with { Fixes = fixes.ToEquatableArray() });
        }

        return fits;
    }

    /// <summary>Whether every setting that is given per axis has one number for each.</summary>
    public static bool CountsFit(string title, WindowSettings window, int rank, ICollection<Problem> problems)
    {
        (string Name, EquatableArray<int>? Values)[] arrays =
        [
            ("Kernel", window.Kernel),
            ("Stride", window.Stride),
            ("Dilations", window.Dilations),
            ("Pad", window.Pad),
            ("PadBegin", window.PadBegin),
            ("PadEnd", window.PadEnd),
        ];
        bool fit = true;
        foreach ((string name, EquatableArray<int>? values) in arrays)
        {
            fit &= CountFits(title, name, values, rank, problems);
        }

        return fit;
    }

    /// <summary>Whether a setting, when it is given, has one number for each axis.</summary>
    public static bool CountFits(string title, string name, EquatableArray<int>? values, int rank, ICollection<Problem> problems)
    {
        if (values is not { } given || given.Count == rank)
        {
            return true;
        }

        string[] arguments = [title, name, NumberText.Plain(given.Count), NumberText.Plain(rank)];

        // Where all numbers of a property are equal, the missing ones are the same.
        Fix[] equal = given.Count > 0 && char.IsUpper(name[0]) && given.Distinct().Count() == 1
            ? [Fix.Set("one for each axis", ArgumentEdit.Numbers(name, Enumerable.Repeat(given[0], rank)))]
            : [];
        problems.Add(Problem.Of(ProblemIds.AxisCount, arguments, name) with { Fixes = new(equal) });
        return false;
    }

    /// <summary>The settings along one axis, before a padding mode is applied.</summary>
    public static AxisWindow Declared(int axis, WindowSettings window, bool pooling, FeatureShape input)
    {
        int kernel = window.Kernel?[axis] ?? window.K!.Value;
        int padding = window.Pad?[axis] ?? window.P ?? 0;
        return new(
            input.Spatial[axis],
            kernel,
            window.Stride?[axis] ?? window.S ?? (pooling ? kernel : 1),
            window.Dilations?[axis] ?? window.Dilation ?? 1,
            window.PadBegin?[axis] ?? padding,
            window.PadEnd?[axis] ?? padding,
            window.Rounding);
    }

    private static Problem? Check(string title, string name, AxisWindow along, WindowSettings window, bool pooling)
    {
        string padded = $"{along.Numbers} = {NumberText.Plain(along.PaddedInput)}";
        if (along.EffectiveKernel > int.MaxValue)
        {
            string[] arguments = [title, $"the dilated kernel spans {NumberText.Grouped(along.EffectiveKernel)} values"];
            return Problem.Of(ProblemIds.SizeOverflow, arguments, "Dilation", "Dilations", "k", "Kernel");
        }

        if (pooling && !along.EveryWindowSeesInput())
        {
            string kernel = along.Dilation == 1
                ? NumberText.Plain(along.Kernel)
                : $"{NumberText.Plain(along.Kernel)} dilated by {NumberText.Plain(along.Dilation)}";
            string[] arguments = [title, name, $"{NumberText.Plain(along.PadBegin)} + {NumberText.Plain(along.PadEnd)}", kernel];
            return Problem.Of(ProblemIds.PoolingPadding, arguments, "p", "Pad", "PadBegin", "PadEnd", "Padding", "Dilation", "Dilations");
        }

        if (along.Output < 1 && along.Kernel > along.PaddedInput)
        {
            return Problem.Of(ProblemIds.KernelTooLarge, [title, name, NumberText.Plain(along.Kernel), padded], "k", "Kernel");
        }

        if (along.Output < 1)
        {
            string span = $"{NumberText.Plain(along.Dilation)}·({NumberText.Plain(along.Kernel)} − 1) + 1"
                + $" = {NumberText.Plain(along.EffectiveKernel)}";
            return Problem.Of(ProblemIds.EmptyOutput, [title, name, span, padded], "Dilation", "Dilations", "k", "Kernel");
        }

        if (along.Output > int.MaxValue)
        {
            string[] arguments = [title, $"the output has a {name} of {NumberText.Grouped(along.Output)}"];
            return Problem.Of(ProblemIds.SizeOverflow, arguments, "p", "Pad", "PadBegin", "PadEnd");
        }

        if (along.Rounding != RoundingMode.Exact || along.Remainder == 0)
        {
            return null;
        }

        string quotient = NumberText.Quotient(along.Span / along.Stride + 1, along.Remainder, along.Stride);
        string[] shown = [title, name, along.ToString(), quotient, FittingValues.Describe(along, window, pooling)];
        return Problem.Of(ProblemIds.NonIntegerOutput, shown, "s", "Stride", "k", "Kernel");
    }
}
