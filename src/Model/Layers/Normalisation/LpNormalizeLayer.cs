using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Normalisation;

/// <summary>Vectors of length 1: x/max(‖x‖, ε).</summary>
/// <param name="Norm">How lengths are measured.</param>
/// <param name="Axes">The axes of a vector: 0 for channels, then the spatial ones from 1 on; none for channels.</param>
/// <param name="Epsilon">The smallest number that is divided by; with 0 a vector of length 0 stays 0.</param>
public sealed record LpNormalizeLayer(NormKind Norm, EquatableArray<int> Axes, double Epsilon) : Layer
{
    /// <summary>The default of <see cref="Epsilon"/>, which is PyTorch's.</summary>
    public const double DefaultEpsilon = 1e-12;

    /// <inheritdoc/>
    public override string Kind => "LpNormalize";

    /// <inheritdoc/>
    public override string NamePrefix => "lpnormalize";

    /// <inheritdoc/>
    public override bool PassesToRectifier => true;

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Keeps;

    /// <summary>The axes of a vector.</summary>
    public EquatableArray<int> VectorAxes => Axes.Count > 0 ? Axes : new(0);

    /// <summary>The shape of the norms of a value.</summary>
    public FeatureShape NormsOf(FeatureShape input) => ChosenAxes.Reduce(input, VectorAxes);

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) =>
        CheckNotNegative(name, "Epsilon", Epsilon, problems);

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems) =>
        ChosenAxes.Check(Title(name), Axes, inputs[0], problems)
            ? new(inputs[0]) { Settings = Axes.Count == 0 ? $"{Norm}" : $"{Norm} over {ChosenAxes.List(Axes)}" }
            : null;

    internal override bool ReadsEverything(FeatureShape input) => ChosenAxes.HoldPositions(input, VectorAxes);
}
