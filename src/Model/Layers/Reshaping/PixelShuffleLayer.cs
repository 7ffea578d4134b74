using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Reshaping;

/// <summary>Channels become positions: C·r²×H×W becomes C×H·r×W·r.</summary>
/// <param name="R">How many times longer each axis becomes.</param>
/// <param name="Order">Which channels belong to a block.</param>
public sealed record PixelShuffleLayer(int R, PixelOrder Order) : PixelBlockLayer(R, Order)
{
    /// <inheritdoc/>
    public override string Kind => "PixelShuffle";

    /// <inheritdoc/>
    public override string NamePrefix => "pixelshuffle";

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (!WindowShapes.HasAxes(Title(name), input, problems))
        {
            return null;
        }

        long block = BlockSize(input.Rank);
        if (input.Channels % block == 0)
        {
            return Resized(name, input, input.Channels / block, size => (long)size * R, cells: 1, problems);
        }

        IEnumerable<long> fitting =
            Divisors.Of(input.Channels).Where(r => input.Channels % (this with { R = (int)r }).BlockSize(input.Rank) == 0);
        problems.Add(Problem.Of(
            ProblemIds.Groups, [Title(name), NumberText.Plain(block), NumberText.Plain(input.Channels), "channels"], "r") with
        {
            Fixes = GroupFixes.Nearest(
                R, "r", fitting, r => $"{NumberText.Plain(input.Channels / (this with { R = r }).BlockSize(input.Rank))} channels"),
        });
        return null;
    }
}
