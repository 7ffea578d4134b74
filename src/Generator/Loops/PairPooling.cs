using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Loops;

/// <summary>Pooling of 2×2 windows side by side, done in registers by the operation whose results are pooled.</summary>
internal static class PairPooling
{
    /// <summary>Pixels along an axis that make one output.</summary>
    public const int Pixels = 2;

    /// <summary>Pixels of an axis for each output: 1 without pooling.</summary>
    public static int PerAxis(CombiningPoolKind? pool) => pool is null ? 1 : Pixels;

    /// <summary>Whether a pooling is of this kind and every window lies inside the input.</summary>
    public static bool Supports(PoolWindow window) => window.Depth == PoolAxis.Unit && Supports(window.Height) && Supports(window.Width);

    /// <summary>
    /// The expression of what a window makes of its elements, in the order of rows: variables, of which the first takes the others in.
    /// </summary>
    public static string Join(SourceWriter writer, VectorTarget target, CombiningPoolKind pool, IReadOnlyList<string> elements)
    {
        foreach (string element in elements.Skip(1))
        {
            writer.Line($"{elements[0]} = {pool.Combine(target, elements[0], element)};");
        }

        return Finish(target, pool, elements[0]);
    }

    /// <summary>The expression of the result from that of all elements combined.</summary>
    public static string Finish(VectorTarget target, CombiningPoolKind pool, string combined) =>
        pool.Finish(target, Pixels * Pixels, combined);

    /// <summary>What is added to the name of the algorithm.</summary>
    public static string Suffix(CombiningPoolKind? pool) => pool is null ? string.Empty : ", with pooling";

    private static bool Supports(PoolAxis axis) =>
        axis is SlidingAxis { Taps: Pixels, Stride: Pixels, Dilation: 1, PadBegin: 0, PadEnd: 0 } && axis.Output * Pixels == axis.Input;
}
