using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Normalisation;

/// <summary>
/// Normalises sets of elements of each example by their own mean and variance, the same in training and at inference, then scales and
/// shifts by learned parameters.
/// </summary>
/// <param name="Epsilon">Added to the variance, positive.</param>
/// <param name="Affine">Whether it scales and shifts.</param>
/// <param name="Bias">Whether it shifts when it scales.</param>
public abstract record NormalisationLayer(double Epsilon, bool Affine, bool Bias) : Layer
{
    /// <inheritdoc/>
    public override bool PassesToRectifier => true;

    /// <summary>Whether the mean is subtracted; otherwise elements are divided by their root mean square.</summary>
    public virtual bool IsCentred => true;

    /// <summary>Whether there is one scale for each channel; otherwise there is one for each element of a set.</summary>
    public virtual bool ScalesChannels => true;

    /// <summary>The elements that are normalised together.</summary>
    public abstract NormalisedSet Set(FeatureShape input);

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Keeps;

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckEpsilon(name, Epsilon, problems);

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (!Fits(name, input, problems))
        {
            return null;
        }

        List<ParameterTensor> parameters = [];
        EquatableArray<int> shape = ScaleShape(input);
        if (Affine)
        {
            parameters.Add(new($"{name}.weight", shape, TensorRole.Scale, 1, 1));
        }

        if (Affine && Bias)
        {
            parameters.Add(new($"{name}.bias", shape, TensorRole.Shift, 1, 1));
        }

        return new(input) { Parameters = parameters.ToEquatableArray(), Settings = Settings };
    }

    /// <summary>The settings for tables.</summary>
    private protected virtual string Settings => string.Empty;

    /// <summary>Reports an input that does not fit the settings.</summary>
    private protected abstract bool Fits(string name, FeatureShape input, ICollection<Problem> problems);

    /// <summary>The shape of the scale, and of the shift.</summary>
    private protected virtual EquatableArray<int> ScaleShape(FeatureShape input) => new(input.Channels);

    internal sealed override bool ReadsEverything(FeatureShape input) => Set(input).SpatialAxes == input.Rank;
}
