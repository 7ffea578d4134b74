namespace ConvGen.Model;

/// <summary>One of several equal parts of the channels.</summary>
/// <param name="Parts">How many parts.</param>
/// <param name="Part">Which of them, counted from 0.</param>
public sealed record SplitLayer(int Parts, int Part) : ChannelRangeLayer
{
    /// <inheritdoc/>
    public override string Kind => "Split";

    /// <inheritdoc/>
    public override string NamePrefix => "split";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckPositive(name, "parts", Parts, problems);
        if (Parts > 0 && (Part < 0 || Part >= Parts))
        {
            problems.Add(Problem.Of(ProblemIds.PartNumber, [Title(name), NumberText.Plain(Parts - 1), NumberText.Plain(Part)], "part") with
            {
                Mends = new(Mend.Set("nearest part", "", ArgumentEdit.Number("part", Part < 0 ? 0 : Parts - 1))),
            });
        }
    }

    private protected override int LeastGroups => Part + 1;

    private protected override (int First, int Count)? Range(string name, int channels, ICollection<Problem> problems) =>
        CheckGroups(name, Parts, "parts", problems, ("channels", channels)) ? (Part * (channels / Parts), channels / Parts) : null;
}
