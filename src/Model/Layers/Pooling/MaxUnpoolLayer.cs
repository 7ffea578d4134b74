using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Pooling;

/// <summary>
/// Writes each value of the layer above to the position of the maximum of a max pooling's window, on a map of the size of that pooling's
/// input; zeros elsewhere. It reads the layer above, what the pooling reads, and the pooling.
/// </summary>
public sealed record MaxUnpoolLayer : Layer
{
    /// <inheritdoc/>
    public override string Kind => "MaxUnpool";

    /// <inheritdoc/>
    public override string NamePrefix => "unpool";

    /// <inheritdoc/>
    internal override bool UndoesPooling => true;

    /// <inheritdoc/>
    internal override bool IsTransposed => true;

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        if (inputs[0] == inputs[2])
        {
            return new(inputs[1]);
        }

        problems.Add(Problem.Of(ProblemIds.UnpoolShapes, [Title(name), inputs[0].ToString(), inputs[2].ToString()], "From"));
        return null;
    }

    /// <inheritdoc/>
    internal override Inference? Infer(string name, IReadOnlyList<Node> reads, ICollection<Problem> problems) =>
        base.Infer(name, reads, problems) is { } inference
            ? inference with { Axes = reads[2].Axes, Settings = $"of {reads[2].Name}" }
            : null;
}
