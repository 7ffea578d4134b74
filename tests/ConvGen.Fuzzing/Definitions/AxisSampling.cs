using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Definitions;

/// <summary>What a position counts by its distance.</summary>
/// <param name="Weight">From the distance, in widths of the filter that is not stretched.</param>
/// <param name="Stretch">How many times as wide it is, by axis.</param>
/// <param name="ExcludesOutside">Whether positions beyond the ends do not count.</param>
internal sealed record AxisFilter(Func<double, double> Weight, Func<int, double> Stretch, bool ExcludesOutside)
{
    /// <summary>The weights of all positions that count, which sum to 1.</summary>
    public (int Position, double Weight)[] Links(double at, int axis, int input)
    {
        double stretch = Stretch(axis);
        int first = (int)Math.Floor(at - 2 * stretch), last = (int)Math.Ceiling(at + 2 * stretch);
        (int Position, double Weight)[] reached = [.. Enumerable.Range(first, last - first + 1)
            .Where(position => !ExcludesOutside || (position >= 0 && position < input))
            .Select(position => (Math.Clamp(position, 0, input - 1), Weight((position - at) / stretch)))];
        double sum = reached.Sum(link => link.Weight);
        return [.. reached.Select(link => (link.Position, link.Weight / sum))];
    }
}

/// <summary>Interpolation along one axis after another, so that every axis may have a scale of its own.</summary>
internal static class AxisSampling
{
    /// <param name="x">The input.</param>
    /// <param name="size">The spatial axes of the output.</param>
    /// <param name="place">From an output position, the input's extent, the output's and the axis to the place on the input.</param>
    /// <param name="nearest">The position that a place is rounded to; null for interpolation.</param>
    /// <param name="filter">What positions count; null for linear interpolation between neighbours.</param>
    public static Result Run(
        Tensor x, int[] size, Func<int, int, int, int, double> place, Func<double, double>? nearest, AxisFilter? filter)
    {
        List<Result> steps = [];
        Tensor value = x;
        for (int axis = 0; axis < size.Length; axis++)
        {
            steps.Add(Along(value, axis, size[axis], o => Links(place(o, value.Spatial[axis], size[axis], axis), axis, value.Spatial[axis], nearest, filter)));
            value = steps[^1].Output;
        }

        return new(value, gradient =>
        {
            foreach (Result step in Enumerable.Reverse(steps))
                gradient = step.Backward(gradient)[0];
            return [gradient];
        });
    }

    private static (int Position, double Weight)[] Links(
        double at, int axis, int input, Func<double, double>? nearest, AxisFilter? filter)
    {
        // A whole number or a middle by the formula is one, whatever the formula rounds to.
        double half = Math.Round(2 * at) / 2;
        if (Math.Abs(at - half) < 1e-11)
            at = half;
        if (nearest is not null)
            return [((int)Math.Clamp(nearest(at), 0, input - 1), 1)];
        if (filter is not null)
            return filter.Links(at, axis, input);
        at = Math.Clamp(at, 0, input - 1);
        int left = (int)at;
        return [(left, 1 - (at - left)), (Math.Min(left + 1, input - 1), at - left)];
    }

    // Replaces the extent of one axis.
    private static Result Along(Tensor x, int axis, int extent, Func<int, (int Position, double Weight)[]> links)
    {
        int[] shape = [.. x.Shape];
        int before = x.Shape[axis + 2], inner = x.Shape[(axis + 3)..].Aggregate(1, (a, b) => a * b), outer = x.Values.Length / before / inner;
        shape[axis + 2] = extent;
        (int Position, double Weight)[][] all = [.. Enumerable.Range(0, extent).Select(links)];
        Tensor y = new(shape);
        ForEach((to, from, weight) => y.Values[to] += weight * x.Values[from]);
        return new(y, gradient =>
        {
            Tensor byInput = Tensor.Like(x);
            ForEach((to, from, weight) => byInput.Values[from] += weight * gradient.Values[to]);
            return [byInput];
        });

        void ForEach(Action<int, int, double> body)
        {
            for (int i = 0; i < outer; i++)
            {
                for (int o = 0; o < extent; o++)
                {
                    foreach ((int position, double weight) in all[o])
                    {
                        for (int j = 0; j < inner; j++)
                            body((i * extent + o) * inner + j, (i * before + position) * inner + j, weight);
                    }
                }
            }
        }
    }
}
