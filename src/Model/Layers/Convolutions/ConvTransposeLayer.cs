using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Convolutions;

/// <summary>
/// The adjoint of a convolution with the same settings, as PyTorch's ConvTranspose: each input value is spread over the output by the
/// kernel. Parameters: C · (filters/groups) · Πk + filters · bias; multiply-accumulates: Πi · C · filters/groups · Πk, counting taps
/// that padding cuts off.
/// </summary>
/// <param name="Filters">The number of output channels; 0 for the number of input channels.</param>
/// <param name="Window">The window's settings as declared.</param>
/// <param name="Groups">The number of independent convolutions that the channels are split into.</param>
/// <param name="Bias">Its biases.</param>
public sealed record ConvTransposeLayer(int Filters, WindowSettings Window, int Groups, BiasKind Bias) : WindowLayer(Window)
{
    /// <summary>Positions that are added at the end of every axis; unset where nothing was written.</summary>
    public int? OutputPadding { get; init; }

    /// <summary>Positions that are added at the end, per axis.</summary>
    public EquatableArray<int>? OutputPaddings { get; init; }

    /// <inheritdoc/>
    public override string Kind => "ConvTranspose";

    /// <inheritdoc/>
    public override string NamePrefix => "convtranspose";

    /// <inheritdoc/>
    internal override bool IsTransposed => true;

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
        WindowRules.CheckOutputPadding(Title(name), OutputPadding, OutputPaddings, problems);
        CheckPositive(name, "Groups", Groups, problems);
    }

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        int filters = Filters == 0 ? input.Channels : Filters;
        EquatableArray<TransposedAxis>? resolved =
            TransposedShapes.Resolve(Title(name), Window, OutputPadding, OutputPaddings, input, problems);
        bool grouped = CheckGroups(name, Groups, "Groups", problems, ("input channels", input.Channels), ("filters", filters));
        if (resolved is not { } axes || !grouped)
        {
            return null;
        }

        EquatableArray<WindowAxis> windows = axes.Select(axis => axis.ToAxis()).ToEquatableArray();
        var output = new FeatureShape(filters, windows.Select(axis => axis.Input).ToEquatableArray());
        return new(output)
        {
            Resolved = this with { Filters = filters },
            Axes = windows,
            Parameters = Tensors(name, input.Channels, output, windows),
            Macs = Saturating.Multiply(input.Length, filters / Groups, ConvolutionInference.Taps(windows)),
            Settings = WindowShapes.Describe(windows)
                + (axes.Any(axis => axis.OutputPadding > 0)
                    ? $", output padding {NumberText.PerAxis(axes.Select(axis => axis.OutputPadding))}"
                    : string.Empty)
                + ConvolutionInference.Suffix(Groups, Bias),
        };
    }

    /// <inheritdoc/>
    internal override void CountCode(Inference inference, bool hasGradient, CodeCounter code) =>
        code.CountPhases(inference.Axes);

    private EquatableArray<ParameterTensor> Tensors(string name, int channels, FeatureShape output, EquatableArray<WindowAxis> axes)
    {
        // PyTorch computes the fans from the tensor's first two extents, as for a convolution.
        long taps = ConvolutionInference.Taps(axes);
        int filters = output.Channels / Groups;
        int fanIn = Saturating.ToInt(Saturating.Multiply(filters, taps));
        int fanOut = Saturating.ToInt(Saturating.Multiply(channels, taps));
        EquatableArray<int> shape = new[] { channels, filters }.Concat(axes.Select(axis => axis.Kernel)).ToEquatableArray();
        return ConvolutionInference.Tensors(name, shape, output, Bias, fanIn, fanOut);
    }
}
