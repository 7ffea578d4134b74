namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Values along some axes reduced to one, and axes in another order. Axes are counted from 0, the channels.</summary>
internal static class Reductions
{
    /// <summary>The shape that is left, without the axis of examples.</summary>
    public static int[] Shape(int[] shape, int[] axes) =>
        [.. shape.Select((extent, axis) => axes.Length == 0 || axes.Contains(axis) ? 1 : extent)];

    public static Result Run(Tensor x, ReductionKind kind, int[] axes)
    {
        int[] shape = [x.Examples, .. Shape(x.Shape[1..], axes)];
        List<int>[] groups = new List<int>[shape.Aggregate(1, (a, b) => a * b)];
        int place = 0;
        foreach (int[] index in Index.All(x.Shape))
        {
            int to = shape.Select((extent, axis) => (Extent: extent, At: extent == 1 ? 0 : index[axis])).Aggregate(0, (flat, each) => flat * each.Extent + each.At);
            (groups[to] ??= []).Add(place++);
        }

        double[][] terms = [.. groups.Select(group => group.Select(i => x.Values[i]).ToArray())];
        Tensor y = Tensor.Of(shape, terms.Select(group => Of(kind, group)));
        return new(y, gradient =>
        {
            Tensor byInput = Tensor.Like(x);
            for (int i = 0; i < groups.Length; i++)
            {
                double[] slopes = Slopes(kind, terms[i], y.Values[i]);
                for (int k = 0; k < slopes.Length; k++)
                    byInput.Values[groups[i][k]] = gradient.Values[i] * slopes[k];
            }

            return [byInput];
        })
        {
            Margin = terms.Select((group, i) => Margin(kind, group, y.Values[i])).Min(),
        };
    }

    /// <summary>For each axis of the result the axis of x that it is.</summary>
    public static Result Permute(Tensor x, int[] axes)
    {
        int[] shape = [.. axes.Select(axis => x.Shape[axis + 1])];
        return Movement.Select(x, shape, index =>
        {
            int[] from = new int[axes.Length];
            for (int i = 0; i < axes.Length; i++)
                from[axes[i]] = index[i];
            return from;
        });
    }

    /// <summary>The values as the axes of a split, these in another order, and the values in that order as a shape.</summary>
    public static Result Permute(Tensor x, int[] split, int[] axes, int[] shape)
    {
        Result permuted = Permute(x.Reshape([x.Examples, .. split]), axes);
        return new(
            permuted.Output.Reshape([x.Examples, .. shape]),
            gradient => [permuted.Backward(gradient.Reshape(permuted.Output.Shape))[0].Reshape(x.Shape)]);
    }

    private static double Of(ReductionKind kind, double[] terms) => kind switch
    {
        ReductionKind.Mean => terms.Average(),
        ReductionKind.Sum => terms.Sum(),
        ReductionKind.Max => terms.Max(),
        ReductionKind.Min => terms.Min(),
        ReductionKind.L1 => terms.Sum(Math.Abs),
        ReductionKind.L2 => Math.Sqrt(terms.Sum(term => term * term)),
        _ => Math.Log(terms.Sum(term => Math.Exp(term - terms.Max()))) + terms.Max(),
    };

    private static double[] Slopes(ReductionKind kind, double[] terms, double y) => [.. terms.Select(term => kind switch
    {
        ReductionKind.Mean => 1.0 / terms.Length,
        ReductionKind.Sum => 1,
        ReductionKind.Max or ReductionKind.Min => term == y ? 1.0 / terms.Count(other => other == y) : 0,
        ReductionKind.L1 => Math.Sign(term),
        ReductionKind.L2 => y == 0 ? 0 : term / y,
        _ => Math.Exp(term - y),
    })];

    // How near terms are to where there is no derivative.
    private static double Margin(ReductionKind kind, double[] terms, double y)
    {
        double[] distances = kind switch
        {
            ReductionKind.Max or ReductionKind.Min => [.. terms.Where(term => term != y).Select(term => Math.Abs(term - y))],
            ReductionKind.L1 => [.. terms.Where(term => term != 0).Select(Math.Abs)],
            _ => [],
        };
        return distances.DefaultIfEmpty(double.PositiveInfinity).Min();
    }
}
