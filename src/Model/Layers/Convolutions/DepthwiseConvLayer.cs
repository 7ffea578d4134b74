using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Convolutions;

/// <summary>
/// A convolution of each channel by itself: <see cref="ConvLayer"/> with as many groups as channels. Parameters: C·multiplier · (Πk +
/// bias); multiply-accumulates: Πo · C·multiplier · Πk.
/// </summary>
/// <param name="Window">The window's settings as declared.</param>
/// <param name="Multiplier">Filters for each channel.</param>
/// <param name="Bias">Its biases.</param>
public sealed record DepthwiseConvLayer(WindowSettings Window, int Multiplier, BiasKind Bias) : WindowLayer(Window)
{
    /// <summary>How the padding is filled.</summary>
    public PadMode PadMode { get; init; }

    /// <inheritdoc/>
    public override string Kind => "DepthwiseConv";

    /// <inheritdoc/>
    public override string NamePrefix => "depthwiseconv";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        base.CheckValues(name, problems);
        CheckPositive(name, "Multiplier", Multiplier, problems);
    }

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (WindowShapes.Resolve(Title(name), Window, pooling: false, input, problems) is not { } axes
            || !PadShapes.Check(Title(name), PadMode, Window, input, axes, problems))
        {
            return null;
        }

        int filters = Saturating.ToInt(Saturating.Multiply(input.Channels, Multiplier));
        Inference inference = ConvolutionInference.Of(name, input, filters, input.Channels, axes, banks: [], Bias);
        return inference with { Settings = inference.Settings + PadShapes.Suffix(PadMode) };
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
}
