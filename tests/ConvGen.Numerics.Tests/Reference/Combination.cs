namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Layers that combine values element by element; what has one channel, or one position along an axis, stands for all.</summary>
internal static class Combination
{
    public static Result Subtract(Tensor[] inputs) => Run(
        inputs, terms => terms[0] - terms[1..].Sum(), terms => [.. terms.Select((_, i) => i == 0 ? 1.0 : -1)], _ => double.PositiveInfinity);

    public static Result Add(Tensor[] inputs) => inputs.All(input => input.Shape.AsSpan().SequenceEqual(inputs[0].Shape))
        ? new(inputs.Skip(1).Aggregate(inputs[0], (sum, input) => sum.Zip(input, (a, b) => a + b)), gradient => [.. inputs.Select(_ => gradient)])
        : Run(inputs, terms => terms.Sum(), terms => [.. terms.Select(_ => 1.0)], _ => double.PositiveInfinity);

    public static Result Multiply(Tensor[] inputs) => Run(
        inputs,
        terms => terms.Aggregate((a, b) => a * b),
        terms => [.. terms.Select((_, i) => terms.Where((_, j) => j != i).Aggregate(1.0, (a, b) => a * b))],
        _ => double.PositiveInfinity);

    public static Result Divide(Tensor[] inputs) => Run(
        inputs,
        terms => terms.Skip(1).Aggregate(terms[0], (a, b) => a / b),
        terms =>
        {
            double divisors = terms.Skip(1).Aggregate(1.0, (a, b) => a * b);
            return [.. terms.Select((term, i) => i == 0 ? 1 / divisors : -terms[0] / divisors / term)];
        },
        _ => double.PositiveInfinity);

    public static Result Maximum(Tensor[] inputs) => Extreme(inputs, terms => terms.Max());

    public static Result Minimum(Tensor[] inputs) => Extreme(inputs, terms => terms.Min());

    /// <summary>The extents that all of some shapes, of channels and spatial axes, are broadcast to.</summary>
    public static int[] Shape(IEnumerable<int[]> shapes)
    {
        int rank = shapes.Max(shape => shape.Length);
        return [.. Enumerable.Range(0, rank).Select(axis => shapes.Max(shape => axis < shape.Length ? shape[axis] : 1))];
    }

    // Equal ones share the gradient; those that are not quite equal must not be so near that rounding decides.
    private static Result Extreme(Tensor[] inputs, Func<double[], double> pick) => Run(
        inputs,
        pick,
        terms => [.. terms.Select(term => term == pick(terms) ? 1.0 / terms.Count(other => other == pick(terms)) : 0)],
        terms => terms.Where(term => term != pick(terms)).Select(term => Math.Abs(term - pick(terms))).DefaultIfEmpty(double.PositiveInfinity).Min());

    private static Result Run(Tensor[] inputs, Func<double[], double> value, Func<double[], double[]> derivatives, Func<double[], double> margin)
    {
        int[] shape = [inputs[0].Examples, .. Shape(inputs.Select(input => input.Shape[1..]))];
        int[][] places = [.. Index.All(shape).Select(index => inputs.Select(input => Place(index, input.Shape)).ToArray())];
        double[] Terms(int i) => [.. inputs.Select((input, k) => input.Values[places[i][k]])];
        Tensor y = Tensor.Of(shape, places.Select((_, i) => value(Terms(i))));
        return new(y, gradient =>
        {
            Tensor[] byInputs = Array.ConvertAll(inputs, Tensor.Like);
            for (int i = 0; i < places.Length; i++)
            {
                double[] slopes = derivatives(Terms(i));
                for (int k = 0; k < inputs.Length; k++)
                    byInputs[k].Values[places[i][k]] += gradient.Values[i] * slopes[k];
            }

            return byInputs;
        })
        {
            Margin = Enumerable.Range(0, places.Length).Min(i => margin(Terms(i))),
        };
    }

    private static int Place(int[] index, int[] shape) =>
        shape.Select((extent, axis) => (Extent: extent, At: extent == 1 ? 0 : index[axis])).Aggregate(0, (flat, each) => flat * each.Extent + each.At);
}
