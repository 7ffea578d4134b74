namespace ConvGen.Model;

/// <summary>x above a threshold, 0 elsewhere, value by value.</summary>
/// <param name="Threshold">What x must be above.</param>
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
