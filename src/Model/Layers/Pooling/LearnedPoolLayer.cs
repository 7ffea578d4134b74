using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Pooling;

/// <summary>
/// A weighted mean of each window with learned weights for each channel: the softmax of a tensor over the taps. Padding counts as
/// zero.
/// </summary>
/// <param name="Window">The window's settings as declared.</param>
public sealed record LearnedPoolLayer(WindowSettings Window) : PoolLayer(Window)
{
    /// <inheritdoc/>
    public override string Kind => "LearnedPool";

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        if (base.Infer(name, inputs, problems) is not { } inference)
        {
            return null;
        }

        int[] kernel = [.. inference.Axes.Select(axis => axis.Kernel)];
        long taps = kernel.Aggregate(1L, (product, size) => Saturating.Multiply(product, size));
        EquatableArray<int> shape = new[] { inputs[0].Channels }.Concat(kernel).ToEquatableArray();
        int fan = Saturating.ToInt(taps);
        return inference with
        {
            Parameters = new(new ParameterTensor($"{name}.weight", shape, TensorRole.Score, fan, fan)),
            Macs = Saturating.Multiply(inference.Shape.Length, taps),
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
