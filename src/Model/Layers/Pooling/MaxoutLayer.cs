using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Pooling;

/// <summary>The maximum of each group of neighbouring channels: output channel c is the maximum of the channels from c·pieces on.</summary>
/// <param name="Pieces">Channels of a group.</param>
public sealed record MaxoutLayer(int Pieces) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Maxout";

    /// <inheritdoc/>
    public override string NamePrefix => "maxout";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckPositive(name, "pieces", Pieces, problems);

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (input.Channels % Pieces != 0)
        {
            string[] arguments = [Title(name), NumberText.Plain(Pieces), NumberText.Plain(input.Channels)];
            problems.Add(Problem.Of(ProblemIds.MaxoutPieces, arguments, "pieces") with
            {
                Fixes = GroupFixes.Nearest(
                    Pieces, "pieces", Divisors.Of(input.Channels), pieces => $"{NumberText.Plain(input.Channels / pieces)} channels"),
            });
            return null;
        }

        return new(input with { Channels = input.Channels / Pieces }) { Settings = $"pieces {NumberText.Plain(Pieces)}" };
    }

    /// <inheritdoc/>
    internal override void CountCode(Inference inference, bool hasGradient, CodeCounter code) =>
        code.CountPieces(Pieces, "pieces");
}
