using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Structure;

/// <summary>
/// Marks a value that the network returns, and names it. It computes nothing: the network's outputs are the layers that it reads.
/// </summary>
public sealed record OutputLayer : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Output";

    /// <inheritdoc/>
    public override string NamePrefix => "output";

    /// <inheritdoc/>
    public override Inference Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems) => new(inputs[0]);
}
