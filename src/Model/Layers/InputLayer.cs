namespace ConvGen.Model;

/// <summary>Where an example enters: C, C×L, C×H×W or C×D×H×W.</summary>
/// <param name="Dimensions">Channels and spatial sizes as declared.</param>
public sealed record InputLayer(EquatableArray<int> Dimensions) : Layer
{
    private const int MostDimensions = 4;

    /// <inheritdoc/>
    public override string Kind => "Input";

    /// <inheritdoc/>
    public override string NamePrefix => "input";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        if (Dimensions.Count is 0 or > MostDimensions)
            problems.Add(Problem.Of(ProblemIds.InputRank, [Title(name), NumberText.Plain(Dimensions.Count)], "shape"));
        for (int i = 0; i < Dimensions.Count; i++)
        {
            if (Dimensions[i] <= 0)
            {
                string[] arguments = [Title(name), NumberText.Plain(i + 1), NumberText.Plain(Dimensions[i])];
                problems.Add(Problem.Of(ProblemIds.InputDimension, arguments, "shape") with { Element = i });
            }
        }
    }

    /// <inheritdoc/>
    public override Inference Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems) =>
        new(new FeatureShape(Dimensions[0], Dimensions.Skip(1).ToEquatableArray()));
}
