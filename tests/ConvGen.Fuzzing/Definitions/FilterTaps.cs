using ConvGen.Numerics.Tests.Reference;
using Index = ConvGen.Numerics.Tests.Reference.Index;

namespace ConvGen.Fuzzing.Definitions;

/// <summary>The taps of fixed filters from their definitions, in row-major order.</summary>
internal static class FilterTaps
{
    private static readonly double[] SobelHorizontal = [-1, -2, -1, 0, 0, 0, 1, 2, 1];
    private static readonly double[] SobelVertical = [-1, 0, 1, -2, 0, 2, -1, 0, 1];

    /// <summary>The taps of a filter.</summary>
    public static double[] Of(ImageFilterAttribute filter, Window window) => filter.Kind switch
    {
        FilterKind.Box => [.. Enumerable.Repeat(1.0 / window.Taps, window.Taps)],
        FilterKind.Gaussian => Gaussian(window, filter.Sigma),
        FilterKind.SobelHorizontal => SobelHorizontal,
        FilterKind.SobelVertical => SobelVertical,
        FilterKind.Laplacian => Neighbours(window, center: -2 * window.Axes.Length, neighbour: 1),
        FilterKind.Sharpen => Neighbours(window, center: 1 + 2 * window.Axes.Length, neighbour: -1),
        _ => filter.Taps!,
    };

    // Without a deviation it is that of the size along each axis, of which the attribute knows the first.
    private static double[] Gaussian(Window window, double sigma)
    {
        double[] taps = [.. Index.All(window.Kernel).Select(tap => Math.Exp(-tap.Select((t, axis) =>
        {
            int k = window.Kernel[axis];
            double deviation = sigma == DeviationOf(window.Kernel[0]) ? DeviationOf(k) : sigma;
            return Math.Pow((t - (k - 1) / 2.0) / deviation, 2) / 2;
        }).Sum()))];
        double sum = taps.Sum();
        return [.. taps.Select(tap => tap / sum)];
    }

    private static double DeviationOf(int k) => (0.3 * (((k - 1) / 2.0) - 1)) + 0.8;

    private static double[] Neighbours(Window window, double center, double neighbour) =>
        [.. Index.All(window.Kernel).Select(tap => tap.Sum(t => Math.Abs(t - 1)) switch { 0 => center, 1 => neighbour, _ => 0 })];
}
