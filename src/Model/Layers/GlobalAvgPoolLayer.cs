namespace ConvGen.Model;

/// <summary>The mean of each channel over all positions. The rank stays: C×H×W becomes C×1×1.</summary>
public sealed record GlobalAvgPoolLayer : Layer
{
    /// <inheritdoc/>
    public override string Kind => "GlobalAvgPool";

    /// <inheritdoc/>
    public override string NamePrefix => "gap";

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (input.Rank == 0)
        {
            problems.Add(Problem.Of(ProblemIds.RankMismatch, [Title(name), input.ToString()]));
            return null;
        }

        return new(new FeatureShape(input.Channels, input.Spatial.Select(_ => 1).ToEquatableArray()));
    }

    /// <inheritdoc/>
    internal override bool ReadsEverything(FeatureShape input) => true;
}
