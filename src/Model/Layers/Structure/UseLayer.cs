using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Structure;

/// <summary>A use of a block. The block's layers replace it before inference.</summary>
/// <param name="Copies">The layers of each copy, with the use's filters and stride.</param>
/// <param name="Tied">Whether all copies share one set of weights.</param>
public sealed record UseLayer(EquatableArray<EquatableArray<LayerDeclaration>> Copies, bool Tied) : Layer
{
    /// <summary>The name of a block's input inside the block.</summary>
    public const string BlockInput = "input";

    /// <summary>What uses without a name are called, with a number behind it.</summary>
    public const string Prefix = "block";

    /// <inheritdoc/>
    public override string Kind => "Use";

    /// <inheritdoc/>
    public override string NamePrefix => Prefix;

    /// <inheritdoc/>
    public override Inference Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems) =>
        throw new InvalidOperationException($"{Title(name)} has not been replaced by its layers.");
}
