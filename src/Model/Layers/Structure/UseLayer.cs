using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Structure;

/// <summary>A use of a block. The block's layers replace it before inference.</summary>
/// <param name="Copies">The layers of each copy, with the use's filters and stride.</param>
/// <param name="Tied">Whether all copies share one set of weights.</param>
public sealed record UseLayer(EquatableArray<EquatableArray<LayerDeclaration>> Copies, bool Tied) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Use";

    /// <inheritdoc/>
    public override string NamePrefix => "block";

    /// <inheritdoc/>
    public override Inference Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems) =>
        throw new InvalidOperationException($"{Title(name)} has not been replaced by its layers.");
}
