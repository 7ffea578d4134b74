namespace ConvGen.Numerics.Tests.Reference;

/// <summary>How a map changes its size.</summary>
/// <param name="Place">From an output position, the input's extent and the output's to the place on the input.</param>
/// <param name="Nearest">The position that a place is rounded to; null for interpolation.</param>
internal sealed record Sampling(Func<int, int, int, double> Place, Func<double, double>? Nearest)
{
    // A place that is a position exactly may be computed as one a little before it.
    private const double Rounding = 1e-9;

    public static readonly Func<int, int, int, double> Asymmetric = (o, input, output) => (double)o * input / output;

    public static readonly Func<int, int, int, double> HalfPixel = (o, input, output) => (o + 0.5) * input / output - 0.5;

    public static readonly Func<int, int, int, double> AlignCorners = (o, input, output) => output == 1 ? 0 : (double)o * (input - 1) / (output - 1);

    /// <summary>Linear interpolation's weight of a position at a distance.</summary>
    public static readonly Func<double, double> Triangle = x => Math.Max(0, 1 - Math.Abs(x));

    /// <summary>The weight of a position at a distance; null for linear interpolation between neighbours.</summary>
    public Func<double, double>? Filter { get; init; }

    /// <summary>Whether the filter is stretched where the output has fewer positions.</summary>
    public bool Antialias { get; init; }

    /// <summary>Whether positions beyond the ends do not count; otherwise they are the positions at the ends.</summary>
    public bool ExcludeOutside { get; init; }

    /// <summary>Cubic interpolation of half pixels.</summary>
    public static Sampling Cubic(double a = -0.75) => new(HalfPixel, null) { Filter = x => Keys(Math.Abs(x), a) };

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
        if (Filter is not null)
            return Filtered(Filter, place, input, Antialias ? Math.Max(1, (double)input / output) : 1);
        place = Math.Clamp(place, 0, input - 1);
        int left = Math.Min((int)place, input - 1);
        return [(left, 1 - (place - left)), (Math.Min(left + 1, input - 1), place - left)];
    }

    private IEnumerable<(int Position, double Weight)> Filtered(Func<double, double> filter, double place, int input, double stretch)
    {
        int first = (int)Math.Floor(place - 2 * stretch), last = (int)Math.Ceiling(place + 2 * stretch);
        var taps = Enumerable.Range(first, last - first + 1)
            .Where(position => !ExcludeOutside || (position >= 0 && position < input))
            .Select(position => (Position: Math.Clamp(position, 0, input - 1), Weight: filter((position - place) / stretch)))
            .ToArray();
        double sum = taps.Sum(tap => tap.Weight);
        return taps.Select(tap => (tap.Position, tap.Weight / sum));
    }

    // Keys 1981, equation 15 with any coefficient.
    private static double Keys(double x, double a) =>
        x <= 1 ? (a + 2) * x * x * x - (a + 3) * x * x + 1
        : x < 2 ? a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a
        : 0;

    private static IEnumerable<(int Place, double Weight)> Corners(IEnumerable<(int Position, double Weight)>[] axes, int[] extents)
    {
        IEnumerable<(int Place, double Weight)> corners = [(0, 1)];
        foreach ((IEnumerable<(int Position, double Weight)> axis, int extent) in axes.Zip(extents))
            corners = [.. corners.SelectMany(_ => axis, (corner, along) => (corner.Place * extent + along.Position, corner.Weight * along.Weight))];
        return corners;
    }
}
