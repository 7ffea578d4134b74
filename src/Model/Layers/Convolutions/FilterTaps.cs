namespace ConvGen.Model.Layers.Convolutions;

/// <summary>The taps of fixed filters, in row-major order.</summary>
internal static class FilterTaps
{
    private static readonly double[] Smooth = [1, 2, 1];
    private static readonly double[] Derivative = [-1, 0, 1];

    /// <summary>The taps of a filter that is not given by its taps.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="kernel">Its extents, outermost first.</param>
    /// <param name="sigma">For a Gaussian: the standard deviation; <see langword="null"/> for the rule of <see cref="Sigma"/>.</param>
    public static double[] Of(FilterKind kind, IReadOnlyList<int> kernel, double? sigma) => kind switch
    {
        FilterKind.Box => Normalized(Outer(kernel.Select(size => Enumerable.Repeat(1.0, size).ToArray()))),
        FilterKind.Gaussian => Normalized(Outer(kernel.Select(size => Bell(size, sigma ?? Sigma(size))))),
        FilterKind.SobelHorizontal => Outer([Derivative, Smooth]),
        FilterKind.SobelVertical => Outer([Smooth, Derivative]),
        FilterKind.Laplacian => Laplacian(kernel.Count),
        FilterKind.Sharpen => Sharpen(kernel.Count),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The default deviation for a size, as in OpenCV: 0.3·((k − 1)/2 − 1) + 0.8.</summary>
    public static double Sigma(int size) => 0.3 * ((size - 1) * 0.5 - 1) + 0.8;

    private static double[] Bell(int size, double sigma) =>
        [.. Enumerable.Range(0, size).Select(i => i - (size - 1) / 2.0).Select(x => Math.Exp(-x * x / (2 * sigma * sigma)))];

    private static double[] Outer(IEnumerable<double[]> factors) =>
        factors.Aggregate(new[] { 1.0 }, (product, factor) => [.. product.SelectMany(left => factor.Select(right => left * right))]);

    private static double[] Normalized(double[] taps)
    {
        double sum = taps.Sum();
        return [.. taps.Select(tap => tap / sum)];
    }

    // The neighbours along each axis minus twice the centre.
    private static double[] Laplacian(int rank)
    {
        double[] taps = new double[Power(rank)];
        int center = taps.Length / 2;
        taps[center] = -2 * rank;
        for (int axis = 0, step = 1; axis < rank; axis++, step *= ImageFilterLayer.DefaultSize)
        {
            taps[center - step] = taps[center + step] = 1;
        }

        return taps;
    }

    private static double[] Sharpen(int rank)
    {
        double[] taps = [.. Laplacian(rank).Select(tap => 0 - tap)];
        taps[taps.Length / 2] += 1;
        return taps;
    }

    private static int Power(int rank) =>
        Enumerable.Repeat(ImageFilterLayer.DefaultSize, rank).Aggregate(1, (product, size) => product * size);
}
