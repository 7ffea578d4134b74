namespace ConvGen.Model;

/// <summary>The sum of several values of one shape.</summary>
public sealed record AddLayer : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Add";

    /// <inheritdoc/>
    public override string NamePrefix => "add";

    /// <inheritdoc/>
    public override bool Combines => true;

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        if (inputs.All(input => input == inputs[0]))
            return new(inputs[0]);
        problems.Add(Problem.Of(ProblemIds.AddShapes, [Title(name), string.Join(" + ", inputs)], "with"));
        return null;
    }
}
