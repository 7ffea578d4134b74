using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Structure;

/// <summary>Several values of equal spatial size one after the other along the channels.</summary>
public sealed record ConcatLayer : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Concat";

    /// <inheritdoc/>
    public override string NamePrefix => "concat";

    /// <inheritdoc/>
    public override bool Combines => true;

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        if (inputs.Any(input => input.Spatial != inputs[0].Spatial))
        {
            problems.Add(Problem.Of(ProblemIds.ConcatShapes, [Title(name), string.Join(", ", inputs)], "with"));
            return null;
        }

        long channels = inputs.Sum(input => (long)input.Channels);
        if (channels <= int.MaxValue)
        {
            return new(new FeatureShape((int)channels, inputs[0].Spatial));
        }

        problems.Add(Problem.Of(ProblemIds.SizeOverflow, [Title(name), $"the output has {NumberText.Grouped(channels)} channels"]));
        return null;
    }
}
