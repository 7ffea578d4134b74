using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Convolutions;

/// <summary>
/// A convolution of each channel by itself with one fixed filter for all: it has no parameters. Multiply-accumulates: Πo · C · Πk.
/// </summary>
/// <param name="Filter">What it does.</param>
/// <param name="Window">The window's settings as declared.</param>
public sealed record ImageFilterLayer(FilterKind Filter, WindowSettings Window) : WindowLayer(Window)
{
    /// <summary>Taps along each axis of filters with a fixed size, and the default of others.</summary>
    public const int DefaultSize = 3;

    /// <summary>The taps in row-major order: as given, and once resolved as computed.</summary>
    public EquatableArray<double>? Taps { get; init; }

    /// <summary>The standard deviation of a Gaussian in positions; unset for a default by size.</summary>
    public double? Sigma { get; init; }

    /// <summary>How the padding is filled.</summary>
    public PadMode PadMode { get; init; }

    /// <inheritdoc/>
    public override string Kind => "ImageFilter";

    /// <inheritdoc/>
    public override string NamePrefix => "filter";

    private bool HasFixedSize =>
        Filter is FilterKind.SobelHorizontal or FilterKind.SobelVertical or FilterKind.Laplacian or FilterKind.Sharpen;

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        base.CheckValues(name, problems);
        if (Sigma is { } sigma && !(sigma > 0 && (float)sigma > 0 && !double.IsInfinity(sigma)))
        {
            problems.Add(Problem.Of(ProblemIds.Sigma, [Title(name), NumberText.Plain(sigma)], "Sigma") with
            {
                Fixes = new(Fix.Remove("Sigma")),
            });
        }

        CheckSetting(name, "Taps", Taps is not null, Filter == FilterKind.Custom, isNeeded: true, problems);
        CheckSetting(name, "Sigma", Sigma is not null, Filter == FilterKind.Gaussian, isNeeded: false, problems);

        for (int i = 0; i < (Taps?.Count ?? 0); i++)
        {
            float tap = (float)Taps!.Value[i];
            if (float.IsNaN(tap) || float.IsInfinity(tap))
            {
                problems.Add(Problem.Of(ProblemIds.TapNotFinite, [Title(name), NumberText.Plain(Taps.Value[i])], "Taps") with
                {
                    Element = i,
                });
            }
        }
    }

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (WindowShapes.Resolve(Title(name), Window, pooling: false, input, problems) is not { } axes || !Fits(name, input, axes, problems)
            || !PadShapes.Check(Title(name), PadMode, Window, input, axes, problems))
        {
            return null;
        }

        int[] kernel = [.. axes.Select(axis => axis.Kernel)];
        Inference inference = ConvolutionInference.Of(name, input, input.Channels, input.Channels, axes, banks: [], BiasKind.None);
        return inference with
        {
            Resolved = this with { Taps = Taps ?? Computed(kernel) },
            Parameters = EquatableArray<ParameterTensor>.Empty,
            Settings = $"{Filter}, {WindowShapes.Describe(axes)}{PadShapes.Suffix(PadMode)}",
        };
    }

    /// <inheritdoc/>
    internal override void CountCode(Inference inference, bool hasGradient, CodeCounter code)
    {
        code.CountTaps(ConvolutionInference.Taps(inference.Axes), "k", "Kernel", "Taps");
        if (PadMode != PadMode.Constant)
        {
            code.CountPaddedPositions(inference.Axes);
        }

        if (hasGradient)
        {
            code.CountPhases(inference.Axes);
        }
    }

    // Where there are more taps than a network may have, counting them reports an error.
    private EquatableArray<double> Computed(int[] kernel) =>
        kernel.Aggregate(1L, (product, size) => Saturating.Multiply(product, size)) <= CodeCounter.MaxTaps
        ? FilterTaps.Of(Filter, kernel, Sigma).ToEquatableArray()
        : EquatableArray<double>.Empty;

    // A setting that belongs to one kind of filter.
    private void CheckSetting(string name, string setting, bool isGiven, bool belongs, bool isNeeded, ICollection<Problem> problems)
    {
        if (isGiven && !belongs)
        {
            problems.Add(Problem.Of(ProblemIds.FilterSetting, [Title(name), Filter.ToString(), $"has no {setting}"], setting) with
            {
                Fixes = new(Fix.Remove(setting)),
            });
        }

        if (belongs && isNeeded && !isGiven)
        {
            problems.Add(Problem.Of(ProblemIds.FilterSetting, [Title(name), Filter.ToString(), $"needs {setting}"], "kind"));
        }
    }

    private bool Fits(string name, FeatureShape input, EquatableArray<WindowAxis> axes, ICollection<Problem> problems)
    {
        string size = NumberText.Sizes(axes.Select(axis => axis.Kernel));
        if (Filter is FilterKind.SobelHorizontal or FilterKind.SobelVertical && axes.Count != 2)
        {
            problems.Add(Problem.Of(ProblemIds.FilterRank, [Title(name), Filter.ToString(), input.ToString()], "kind"));
            return false;
        }

        if (HasFixedSize && axes.Any(axis => axis.Kernel != DefaultSize))
        {
            problems.Add(Problem.Of(ProblemIds.FilterSize, [Title(name), Filter.ToString(), size], "k", "Kernel") with
            {
                Fixes = new(new Fix("fixed size", "Remove the size", new(new ArgumentEdit("k", null), new ArgumentEdit("Kernel", null)))
                {
                    Window = Window with { K = DefaultSize, Kernel = null },
                }),
            });
            return false;
        }

        long taps = ConvolutionInference.Taps(axes);
        if (Taps is not { } given || given.Count == taps)
        {
            return true;
        }

        problems.Add(Problem.Of(
            ProblemIds.TapCount, [Title(name), NumberText.Plain(given.Count), size, NumberText.Plain(taps)], "Taps") with
        {
            Fixes = FillKernel(input, given.Count),
        });
        return false;
    }

    // The kernel of equal extents with as many taps.
    private EquatableArray<Fix> FillKernel(FeatureShape input, int taps)
    {
        int extent = (int)Math.Round(Math.Pow(taps, 1.0 / input.Rank));
        long filled = Enumerable.Repeat((long)extent, input.Rank).Aggregate(Saturating.Multiply);
        return taps > 0 && filled == taps
            && WindowFixes.Of("kernel of the taps", Window, Window with { K = extent, Kernel = null }, pooling: false, input) is { } fix
            ? new(fix)
            : EquatableArray<Fix>.Empty;
    }
}
