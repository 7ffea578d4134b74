using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Windows;

/// <summary>Fixes for a window: changes of one setting with which it fits its input along every axis.</summary>
/// <param name="settings">The window as declared.</param>
/// <param name="pooling">Whether the stride defaults to the kernel and every window must contain a value of the input.</param>
/// <param name="input">The shape that is read.</param>
internal sealed class WindowFixes(WindowSettings settings, bool pooling, FeatureShape input)
{
    /// <summary>How many values are tried in each direction. A value further away would make another network.</summary>
    private const int MaxTried = 256;

    private readonly AxisWindow[] _axes = WindowShapes.Along(settings, pooling, input);

    private bool Misfits => _axes.Any(axis => axis is { Span: >= 0, Rounding: RoundingMode.Exact } && axis.Remainder != 0);

    /// <summary>
    /// The fixes: first rounding down, which is the default of other libraries, then those that keep the declared stride.
    /// </summary>
    public static EquatableArray<Fix> For(WindowSettings settings, bool pooling, FeatureShape input) =>
        new WindowFixes(settings, pooling, input).All().ToEquatableArray();

    /// <summary>The fix that replaces a window, or <see langword="null"/> when the other one does not fit either.</summary>
    /// <param name="key">What kind of change it is.</param>
    /// <param name="settings">The window as declared.</param>
    /// <param name="changed">The other window.</param>
    /// <param name="pooling">Whether the stride defaults to the kernel and every window must contain a value of the input.</param>
    /// <param name="input">The shape that is read.</param>
    public static Fix? Of(string key, WindowSettings settings, WindowSettings changed, bool pooling, FeatureShape input)
    {
        AxisWindow[] axes = WindowShapes.Along(changed, pooling, input);
        string output = $"output {string.Join("×", axes.Select(axis => NumberText.Plain(axis.Output)))}";
        return axes.All(axis => FittingValues.Fits(axis, pooling))
            ? Fix.Set(key, output, [.. WindowEdits.Between(settings, changed)]) with { Window = changed }
            : null;
    }

    /// <summary>For each axis that may be time the fix that pads it at its beginning alone, and the others on both sides.</summary>
    /// <param name="settings">The window as declared, with causal padding.</param>
    /// <param name="pooling">Whether the stride defaults to the kernel and every window must contain a value of the input.</param>
    /// <param name="input">The shape that is read.</param>
    public static IEnumerable<Fix> CausalAlong(WindowSettings settings, bool pooling, FeatureShape input)
    {
        for (int time = 0; time < input.Rank; time++)
        {
            AxisWindow[] axes =
            [
                .. Enumerable.Range(0, input.Rank).Select(axis => AxisWindow.Resolve(
                    WindowShapes.Declared(axis, settings, pooling, input), axis == time ? PaddingKind.Causal : PaddingKind.Same)),
            ];
            WindowSettings changed =
                WindowEdits.WithPadding(settings, [.. axes.Select(axis => axis.PadBegin)], [.. axes.Select(axis => axis.PadEnd)]);
            bool isTiled = axes.All(axis => axis.Remainder == 0);
            if (Of(
                $"causal {AxisNames.Of(time, input.Rank)}",
                settings,
                isTiled ? changed : changed with { Rounding = RoundingMode.Floor },
                pooling,
                input) is { } fix)
            {
                yield return fix;
            }
        }
    }

    private IEnumerable<Fix> All()
    {
        (string Key, WindowSettings? Settings)[] changes =
        [
            .. Rounded(RoundingMode.Floor),
            ("more padding", Padded(larger: true)),
            ("less padding", Padded(larger: false)),
            .. Rounded(RoundingMode.Ceiling),
            .. Strides(),
            ("smaller kernel", WithKernel(larger: false)),
            ("larger kernel", WithKernel(larger: true)),
            ("smaller dilation", WithDilation()),
        ];
        foreach ((string key, WindowSettings? changed) in changes)
        {
            if (changed is not null && Of(key, settings, changed, pooling, input) is { } fix)
            {
                yield return fix;
            }
        }
    }

    private bool Fits(AxisWindow axis) => FittingValues.Fits(axis, pooling);

    private WindowSettings? Padded(bool larger)
    {
        if (settings.Padding == PaddingKind.Full)
        {
            return null;
        }

        AxisWindow?[] padded = [.. _axes.Select(axis => Fits(axis) ? axis : FittingValues.Padding(axis, pooling, larger))];
        return padded.Any(axis => axis is null)
            ? null
            : WindowEdits.WithPadding(
                settings, [.. padded.Select(axis => axis!.Value.PadBegin)], [.. padded.Select(axis => axis!.Value.PadEnd)]);
    }

    private IEnumerable<(string Key, WindowSettings? Settings)> Strides()
    {
        if (!Misfits)
        {
            yield break;
        }

        if (settings.Stride is not null || _axes.Any(axis => axis.Stride != _axes[0].Stride))
        {
            IEnumerable<int> nearest = _axes.Select(axis =>
                axis.Remainder == 0 ? axis.Stride : FittingValues.Strides(axis.Span, axis.Stride).FirstOrDefault());
            yield return ("nearest stride", settings with { S = null, Stride = nearest.ToEquatableArray() });
            yield break;
        }

        string key = "nearest stride";
        foreach (int stride in FittingValues.Strides(_axes.Select(axis => axis.Span).Aggregate(Divisors.GreatestCommon), _axes[0].Stride))
        {
            yield return (key, settings with { S = stride });
            key = "next stride";
        }
    }

    // A kernel changes what is derived from it: the stride of a pooling, the padding of a mode.
    private WindowSettings? WithKernel(bool larger)
    {
        bool limited = settings.Padding != PaddingKind.Full;
        return Nearest(
            [.. _axes.Select(axis => axis.Kernel)],
            settings.Kernel is not null,
            (taps, each) => each ? settings with { K = null, Kernel = taps.ToEquatableArray() } : settings with { K = taps[0] },
            axis => limited ? (axis.PaddedInput - 1) / axis.Dilation + 1 : int.MaxValue,
            larger);
    }

    private WindowSettings? WithDilation() => _axes.All(axis => axis.Span >= 0) ? null : Nearest(
        [.. _axes.Select(axis => axis.Dilation)],
        settings.Dilations is not null,
        (distances, each) => each
            ? settings with { Dilation = null, Dilations = distances.ToEquatableArray() }
            : settings with { Dilation = distances[0] },
        axis => axis.Kernel == 1 ? axis.Dilation : (axis.PaddedInput - 1) / (axis.Kernel - 1),
        larger: false);

    /// <summary>The settings with the nearest number that fits: one for all axes, or for each axis that does not fit its own.</summary>
    /// <param name="values">The numbers along each axis.</param>
    /// <param name="each">Whether they are written for each axis.</param>
    /// <param name="with">The settings with other numbers.</param>
    /// <param name="limit">The largest number with which a window is inside its axis.</param>
    /// <param name="larger">Whether to look among larger numbers.</param>
    private WindowSettings? Nearest(
        int[] values, bool each, Func<IReadOnlyList<int>, bool, WindowSettings> with, Func<AxisWindow, long> limit, bool larger)
    {
        IEnumerable<int> Candidates(int from, long maximum)
        {
            long first = larger ? from + 1L : Math.Min(from - 1L, maximum);
            return Enumerable.Range(0, MaxTried)
                .Select(i => larger ? first + i : first - i)
                .Where(value => value >= 1 && value <= maximum)
                .Select(value => (int)value);
        }

        AxisWindow[] Along(IReadOnlyList<int> changed) => WindowShapes.Along(with(changed, each), pooling, input);
        if (!each)
        {
            foreach (int value in Candidates(values[0], Math.Min(int.MaxValue, _axes.Min(limit))))
            {
                if (Along([value]).All(Fits))
                {
                    return with([value], each);
                }
            }

            return null;
        }

        int[] nearest = [.. values];
        for (int axis = 0; axis < nearest.Length; axis++)
        {
            if (Fits(_axes[axis]))
            {
                continue;
            }

            int[] Changed(int value) => [.. values.Select((old, i) => i == axis ? value : old)];
            nearest[axis] = Candidates(values[axis], Math.Min(int.MaxValue, limit(_axes[axis])))
                .FirstOrDefault(value => Fits(Along(Changed(value))[axis]));
            if (nearest[axis] == 0)
            {
                return null;
            }
        }

        return with(nearest, each);
    }

    private IEnumerable<(string Key, WindowSettings? Settings)> Rounded(RoundingMode rounding) =>
        Misfits ? [($"rounding {rounding}", settings with { Rounding = rounding })] : [];
}
