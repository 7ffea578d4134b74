using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Convolutions;

/// <summary>
/// Cross-correlation with filters, as PyTorch's Conv. Parameters: filters · (C/groups · Πk + bias); multiply-accumulates: Πo · filters ·
/// C/groups · Πk.
/// </summary>
/// <param name="Filters">The number of filters, which is the number of output channels; 0 for the number of input channels.</param>
/// <param name="Window">The window's settings as declared.</param>
/// <param name="Groups">The number of independent convolutions that the channels are split into.</param>
/// <param name="Bias">Its biases.</param>
public sealed record ConvLayer(int Filters, WindowSettings Window, int Groups, BiasKind Bias) : WindowLayer(Window)
{
    private const int WinogradKernel = 3;
    private const int MaxTransformedTaps = 1024;

    /// <summary>How it is computed.</summary>
    public ConvolutionAlgorithm Algorithm { get; init; }

    /// <summary>Whether the filters are rotated by 180°, which makes it a convolution in the mathematical sense.</summary>
    public bool Flip { get; init; }

    /// <summary>How the padding is filled.</summary>
    public PadMode PadMode { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Conv";

    /// <inheritdoc/>
    public override string NamePrefix => "conv";

    /// <inheritdoc/>
    internal override (string Argument, int Count)? ChosenChannels => Filters > 0 && Groups == 1 ? ("filters", Filters) : null;

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse =>
        Groups > 1 ? ChannelUse.Depends : ChosenChannels is null ? ChannelUse.Keeps : ChannelUse.Mixes;

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        if (Filters < 0)
        {
            CheckPositive(name, "filters", Filters, problems);
        }

        base.CheckValues(name, problems);
        CheckPositive(name, "Groups", Groups, problems);
    }

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        int filters = Filters == 0 ? input.Channels : Filters;
        EquatableArray<WindowAxis>? resolved = WindowShapes.Resolve(Title(name), Window, pooling: false, input, problems);
        bool grouped = CheckGroups(name, Groups, "Groups", problems, ("input channels", input.Channels), ("filters", filters));
        if (resolved is not { } axes || !grouped || !CheckAlgorithm(name, axes, problems)
            || !PadShapes.Check(Title(name), PadMode, Window, input, axes, problems))
        {
            return null;
        }

        Inference inference = ConvolutionInference.Of(name, input, filters, Groups, axes, banks: [], Bias);
        return inference with
        {
            Resolved = this with { Filters = filters },
            Settings = inference.Settings + PadShapes.Suffix(PadMode) + (Flip ? ", flipped" : string.Empty),
        };
    }

    /// <inheritdoc/>
    internal override void CountCode(Inference inference, bool hasGradient, CodeCounter code)
    {
        if (PadMode != PadMode.Constant)
        {
            code.CountPaddedPositions(inference.Axes);
        }

        if (hasGradient)
        {
            code.CountPhases(inference.Axes);
        }
    }

    // Winograd's transforms are for kernels of 3 taps with stride 1.
    private bool CheckAlgorithm(string name, EquatableArray<WindowAxis> axes, ICollection<Problem> problems)
    {
        if (Algorithm == ConvolutionAlgorithm.Fft)
        {
            return CheckTransforms(name, axes, problems);
        }

        bool fits = Groups == 1 && axes.Count == 2 && axes.All(axis => axis is { Kernel: WinogradKernel, Stride: 1, Dilation: 1 });
        if (Algorithm != ConvolutionAlgorithm.Winograd || fits)
        {
            return true;
        }

        problems.Add(Problem.Of(
            ProblemIds.WinogradWindow, [Title(name), WindowShapes.Describe(axes), NumberText.Plain(Groups)], "Algorithm") with
        {
            Fixes = new(Fix.Remove("Algorithm")),
        });
        return false;
    }

    // A transform computes the outputs at all positions of an undilated kernel, and its tiles must stay in the cache.
    private bool CheckTransforms(string name, EquatableArray<WindowAxis> axes, ICollection<Problem> problems)
    {
        bool fits = Groups == 1 && axes.Count <= 2 && axes.All(axis => axis is { Stride: 1, Dilation: 1 })
            && ConvolutionInference.Taps(axes) <= MaxTransformedTaps;
        if (!fits)
        {
            problems.Add(Problem.Of(
                ProblemIds.FftWindow, [Title(name), WindowShapes.Describe(axes), NumberText.Plain(Groups)], "Algorithm") with
            {
                Fixes = new(Fix.Remove("Algorithm")),
            });
        }

        return fits;
    }
}
