using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Definitions;

/// <summary>Interpolation along one axis after another, so that every axis may have a scale of its own.</summary>
internal static class AxisSampling
{
    /// <param name="x">The input.</param>
    /// <param name="size">The spatial axes of the output.</param>
    /// <param name="place">From an output position, the input's extent, the output's and the axis to the place on the input.</param>
    /// <param name="nearest">The position that a place is rounded to; null for linear interpolation.</param>
    public static Result Run(Tensor x, int[] size, Func<int, int, int, int, double> place, Func<double, double>? nearest)
    {
        List<Result> steps = [];
        Tensor value = x;
        for (int axis = 0; axis < size.Length; axis++)
        {
            steps.Add(Along(value, axis, size[axis], o => Links(o, axis, value.Spatial[axis], size[axis], place, nearest)));
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
        int o, int axis, int input, int output, Func<int, int, int, int, double> place, Func<double, double>? nearest)
    {
        // A whole number or a middle by the formula is one, whatever the formula rounds to.
        double at = place(o, input, output, axis), half = Math.Round(2 * at) / 2;
        if (Math.Abs(at - half) < 1e-11)
            at = half;
        if (nearest is not null)
            return [((int)Math.Clamp(nearest(at), 0, input - 1), 1)];
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
