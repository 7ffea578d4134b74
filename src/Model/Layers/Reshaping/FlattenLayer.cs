using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Reshaping;

/// <summary>Lays a map out as features in C·D·H·W order.</summary>
public sealed record FlattenLayer : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Flatten";

    /// <inheritdoc/>
    internal override bool KeepsNumbers => true;

    /// <inheritdoc/>
    public override string NamePrefix => "flatten";

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Keeps;

    /// <inheritdoc/>
    public override Inference Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems) =>
        new(new FeatureShape((int)inputs[0].Length, EquatableArray<int>.Empty));
}
