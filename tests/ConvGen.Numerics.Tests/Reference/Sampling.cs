namespace ConvGen.Numerics.Tests.Reference;

/// <summary>How a map changes its size.</summary>
/// <param name="Place">From an output position, the input's extent and the output's to the place on the input.</param>
/// <param name="Nearest">The position that a place is rounded to; null for linear interpolation.</param>
internal sealed record Sampling(Func<int, int, int, double> Place, Func<double, double>? Nearest)
{
    // A place that is a position exactly may be computed as one a little before it.
    private const double Rounding = 1e-9;

    public static readonly Func<int, int, int, double> Asymmetric = (o, input, output) => (double)o * input / output;

    public static readonly Func<int, int, int, double> HalfPixel = (o, input, output) => (o + 0.5) * input / output - 0.5;

    public static readonly Func<int, int, int, double> AlignCorners = (o, input, output) => output == 1 ? 0 : (double)o * (input - 1) / (output - 1);

    public static Sampling Floor { get; } = new(Asymmetric, place => Math.Floor(place + Rounding));

    public static Sampling Linear { get; } = new(HalfPixel, null);

    /// <summary>Sums over all corners around each position.</summary>
    public Result Run(Tensor x, int[] size)
    {
        List<(int Output, int Input, double Weight)> links = [];
        foreach ((int[] index, int flat) in Index.All(size).Select((index, flat) => (index, flat)))
        {
            IEnumerable<(int Position, double Weight)>[] axes = [.. index.Select((o, axis) => Along(o, x.Spatial[axis], size[axis]))];
            foreach ((int place, double weight) in Corners(axes, x.Spatial))
                links.Add((flat, place, weight));
        }

        Tensor y = new([x.Examples, x.Channels, .. size]);
        ForEachLink((output, input, weight) => y.Values[output] += weight * x.Values[input]);
        return new(y, gradient =>
        {
            Tensor byInput = Tensor.Like(x);
            ForEachLink((output, input, weight) => byInput.Values[input] += weight * gradient.Values[output]);
            return [byInput];
        });

        void ForEachLink(Action<int, int, double> body)
        {
            for (int map = 0; map < x.Examples * x.Channels; map++)
            {
                foreach ((int output, int input, double weight) in links)
                    body(map * y.Positions + output, map * x.Positions + input, weight);
            }
        }
    }

    private IEnumerable<(int Position, double Weight)> Along(int o, int input, int output)
    {
        double place = Place(o, input, output);
        if (Nearest is not null)
            return [((int)Math.Clamp(Nearest(place), 0, input - 1), 1)];
        place = Math.Clamp(place, 0, input - 1);
        int left = Math.Min((int)place, input - 1);
        return [(left, 1 - (place - left)), (Math.Min(left + 1, input - 1), place - left)];
    }

    private static IEnumerable<(int Place, double Weight)> Corners(IEnumerable<(int Position, double Weight)>[] axes, int[] extents)
    {
        IEnumerable<(int Place, double Weight)> corners = [(0, 1)];
        foreach ((IEnumerable<(int Position, double Weight)> axis, int extent) in axes.Zip(extents))
            corners = [.. corners.SelectMany(_ => axis, (corner, along) => (corner.Place * extent + along.Position, corner.Weight * along.Weight))];
        return corners;
    }
}
