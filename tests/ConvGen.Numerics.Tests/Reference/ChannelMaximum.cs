namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Maxout: the largest of each group of neighbouring channels; the first of equal ones takes the gradient.</summary>
internal static class ChannelMaximum
{
    public static Result Run(Tensor x, int pieces)
    {
        Tensor y = new([x.Examples, x.Channels / pieces, .. x.Spatial]);
        int[] winners = new int[y.Values.Length];
        double margin = double.PositiveInfinity;
        for (int i = 0; i < winners.Length; i++)
        {
            (int map, int position) = Math.DivRem(i, x.Positions);
            int[] group = [.. Enumerable.Range(0, pieces).Select(piece => (map * pieces + piece) * x.Positions + position)];
            winners[i] = group.MaxBy(place => x.Values[place]);
            y.Values[i] = x.Values[winners[i]];
            double[] lower = [.. group.Select(place => x.Values[place]).Where(value => value != y.Values[i])];
            if (lower.Length > 0)
                margin = Math.Min(margin, y.Values[i] - lower.Max());
        }

        return new(y, gradient =>
        {
            Tensor byInput = Tensor.Like(x);
            for (int i = 0; i < winners.Length; i++)
                byInput.Values[winners[i]] += gradient.Values[i];
            return [byInput];
        })
        {
            Margin = margin,
        };
    }
}
