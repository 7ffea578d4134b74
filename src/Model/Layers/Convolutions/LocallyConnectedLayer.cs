using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Convolutions;

/// <summary>
/// A convolution with separate filters at every output position, as Keras' LocallyConnected. Parameters: Πo · filters · C·Πk and the
/// biases; multiply-accumulates: Πo · filters · C · Πk.
/// </summary>
/// <param name="Filters">The number of filters at each position, which is the number of output channels; 0 for the number of input
/// channels.</param>
/// <param name="Window">The window's settings as declared.</param>
/// <param name="Bias">Its biases.</param>
public sealed record LocallyConnectedLayer(int Filters, WindowSettings Window, BiasKind Bias) : WindowLayer(Window)
{
    /// <inheritdoc/>
    public override string Kind => "LocallyConnected";

    /// <inheritdoc/>
    public override string NamePrefix => "local";

    /// <inheritdoc/>
    internal override (string Argument, int Count)? ChosenChannels => Filters > 0 ? ("filters", Filters) : null;

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChosenChannels is null ? ChannelUse.Keeps : ChannelUse.Mixes;

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        if (Filters < 0)
        {
            CheckPositive(name, "filters", Filters, problems);
        }

        base.CheckValues(name, problems);
    }

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (WindowShapes.Resolve(Title(name), Window, pooling: false, input, problems) is not { } axes)
        {
            return null;
        }

        int filters = Filters == 0 ? input.Channels : Filters;
        return ConvolutionInference.Of(name, input, filters, groups: 1, axes, axes.Select(axis => axis.Output), Bias) with
        {
            Resolved = this with { Filters = filters },
        };
    }

    /// <inheritdoc/>
    internal override void CountCode(Inference inference, bool hasGradient, CodeCounter code)
    {
        if (hasGradient)
        {
            code.CountPhases(inference.Axes);
        }
    }
}
