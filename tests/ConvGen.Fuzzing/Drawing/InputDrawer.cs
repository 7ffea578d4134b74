using ConvGen.Fuzzing.Declarations;

namespace ConvGen.Fuzzing.Drawing;

/// <summary>Draws the inputs of a network: one or several, of every kind.</summary>
internal sealed class InputDrawer(Dice dice)
{
    private static readonly int[] Channels = [1, 2, 3, 4, 5, 15, 16, 17, 33];

    /// <summary>The inputs.</summary>
    public Layer[] Draw()
    {
        int rank = dice.Weighted((1, 0), (2, 1), (5, 2), (1.2, 3));
        int[] spatial = Spatial(rank);
        int count = dice.Weighted((7, 1), (2.2, 2), (0.8, 3));
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int[] axes = i == 0 || dice.Chance(0.5) ? spatial : Spatial(dice.Between(0, rank));
            Layer input = Kind([dice.Of<int>(Channels), .. axes]);
            return count > 1 || dice.Chance(0.2) ? input.Set("Name", dice.Chance(0.2) ? $"in.{i}" : dice.Of("image", "left", "x") + i) : input;
        })];
    }

    private int[] Spatial(int rank) => [.. Enumerable.Range(0, rank).Select(_ => rank switch
    {
        1 => dice.Weighted((1, 1), (2, dice.Between(2, 9)), (4, dice.Between(10, 40)), (0.5, dice.Between(100, 300))),
        2 => dice.Weighted((0.7, 1), (2, dice.Between(2, 6)), (4, dice.Between(7, 16)), (1, dice.Between(17, 35))),
        _ => dice.Weighted((1, 1), (4, dice.Between(2, 5)), (1, dice.Between(6, 9))),
    })];

    private Layer Kind(int[] shape)
    {
        Layer input = Layer.Of("Input", [.. shape.Select(extent => (object)extent)]);
        if (dice.Chance(0.55))
            return input;
        if (dice.Chance(0.5))
            input = input.Set("Layout", InputLayout.Interleaved);
        if (dice.Chance(0.5))
            input = input.Set("Element", InputElement.Byte);
        if (dice.Chance(0.4))
            input = input.Set("Mean", Numbers(shape[0], -0.5, 0.5));
        if (dice.Chance(0.4))
            input = input.Set("Std", Numbers(shape[0], 0.3, 2));
        return input;
    }

    // One for all channels, or one for each.
    private double[] Numbers(int channels, double least, double most) =>
        [.. Enumerable.Range(0, dice.Chance(0.5) ? 1 : channels).Select(_ => dice.Fraction(least, most))];
}
