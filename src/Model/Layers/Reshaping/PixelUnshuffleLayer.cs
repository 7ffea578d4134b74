using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Reshaping;

/// <summary>Positions become channels: C×H·r×W·r becomes C·r²×H×W.</summary>
/// <param name="R">How many times shorter each axis becomes.</param>
/// <param name="Order">Which channels a block becomes.</param>
public sealed record PixelUnshuffleLayer(int R, PixelOrder Order) : PixelBlockLayer(R, Order)
{
    /// <inheritdoc/>
    public override string Kind => "PixelUnshuffle";

    /// <inheritdoc/>
    public override string NamePrefix => "pixelunshuffle";

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (!WindowShapes.HasAxes(Title(name), input, problems))
        {
            return null;
        }

        for (int axis = input.Rank - 1; axis >= 0; axis--)
        {
            if (input.Spatial[axis] % R == 0)
            {
                continue;
            }

            string[] arguments = [Title(name), AxisNames.Of(axis, input.Rank), NumberText.Plain(input.Spatial[axis]), NumberText.Plain(R)];
            long common = input.Spatial.Select(extent => (long)extent).Aggregate(Divisors.GreatestCommon);
            problems.Add(Problem.Of(ProblemIds.BlockTiling, arguments, "r") with
            {
                Fixes = GroupFixes.Nearest(
                    R, "r", Divisors.Of(common), r => $"output {NumberText.Sizes(input.Spatial.Select(extent => extent / r))}"),
            });
            return null;
        }

        return Resized(name, input, Saturating.Multiply(input.Channels, BlockSize(input.Rank)), size => size / R, cells: R, problems);
    }
}
