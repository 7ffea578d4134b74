namespace ConvGen.Model;

/// <summary>The rectifier with a learned slope for negative values: x, or slope·x when x &lt; 0.</summary>
/// <param name="PerChannel">Whether each channel has a slope of its own.</param>
public sealed record PReluLayer(bool PerChannel) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "PRelu";

    /// <inheritdoc/>
    public override string NamePrefix => "prelu";

    /// <inheritdoc/>
    public override bool IsRectifier => true;

    private protected override string Settings => PerChannel ? "per channel" : "";

    /// <inheritdoc/>
    public override Inference Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems) =>
        base.Infer(name, inputs, problems) with
        {
            Parameters = new(new ParameterTensor($"{name}.weight", new(PerChannel ? inputs[0].Channels : 1), TensorRole.Slope, 1, 1)),
        };
}
