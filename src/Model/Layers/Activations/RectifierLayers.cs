using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Activations;

/// <summary>The rectifier max(x, 0), value by value.</summary>
public sealed record ReluLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Relu";

    /// <inheritdoc/>
    public override string NamePrefix => "relu";

    /// <inheritdoc/>
    public override bool IsRectifier => true;
}

/// <summary>The rectifier that stops at 6: min(max(x, 0), 6), value by value.</summary>
public sealed record Relu6Layer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Relu6";

    // Without the underscore the first would be relu61, which is also the name of the 61st Relu.
    /// <inheritdoc/>
    public override string NamePrefix => "relu6_";

    /// <inheritdoc/>
    public override bool IsRectifier => true;
}

/// <summary>The rectifier with a slope for negative values: x, or slope·x when x &lt; 0.</summary>
/// <param name="Slope">The slope of the negative side.</param>
public sealed record LeakyReluLayer(double Slope) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "LeakyRelu";

    /// <inheritdoc/>
    public override string NamePrefix => "leakyrelu";

    /// <inheritdoc/>
    public override bool IsRectifier => true;

    private protected override string Settings => $"slope {NumberText.Plain(Slope)}";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckFinite(name, "slope", Slope, problems);
}

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

    private protected override string Settings => PerChannel ? "per channel" : string.Empty;

    /// <inheritdoc/>
    public override Inference Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems) =>
        base.Infer(name, inputs, problems) with
        {
            Parameters = new(new ParameterTensor($"{name}.weight", new(PerChannel ? inputs[0].Channels : 1), TensorRole.Slope, 1, 1)),
        };
}

/// <summary>x above a threshold, 0 elsewhere, value by value.</summary>
/// <param name="Threshold">The threshold.</param>
public sealed record ThresholdedReluLayer(double Threshold) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "ThresholdedRelu";

    /// <inheritdoc/>
    public override string NamePrefix => "thresholdedrelu";

    /// <inheritdoc/>
    public override bool IsRectifier => true;

    private protected override string Settings => $"threshold {NumberText.Plain(Threshold)}";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckFinite(name, "threshold", Threshold, problems);
}
