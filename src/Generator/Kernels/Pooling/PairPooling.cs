using ConvGen.Generator.Emission;

namespace ConvGen.Generator.Kernels.Pooling;

/// <summary>Pooling of 2×2 windows side by side, done in registers by the operation whose results are pooled.</summary>
internal static class PairPooling
{
    /// <summary>Pixels along an axis that make one output.</summary>
    public const int Pixels = 2;

    /// <summary>Pixels of an axis for each output: 1 without pooling.</summary>
    public static int PerAxis(PoolKind? pool) => pool is null ? 1 : Pixels;

    /// <summary>Whether a pooling is of this kind and every window lies inside the input.</summary>
    public static bool Supports(PoolWindow window) => window.Depth == PoolAxis.Unit && Supports(window.Height) && Supports(window.Width);

    /// <summary>The expression of what a window makes of its elements, in the order of rows.</summary>
    public static string Join(VectorTarget target, PoolKind pool, IReadOnlyList<string> elements) =>
        Finish(target, pool, elements.Skip(1).Aggregate(elements[0], (a, b) => Combine(target, pool, a, b)));

    /// <summary>The expression of two elements, or of what others have been combined to.</summary>
    public static string Combine(VectorTarget target, PoolKind pool, string a, string b) => pool is MaxPoolKind ? target.Max(a, b) : $"{a} + {b}";

    /// <summary>The expression of the result from that of all elements combined.</summary>
    public static string Finish(VectorTarget target, PoolKind pool, string combined) => pool is MaxPoolKind
        ? combined
        : $"(({combined}) * {target.Constant(1.0 / (Pixels * Pixels))})";

    /// <summary>What is added to the name of the algorithm.</summary>
    public static string Suffix(PoolKind? pool) => pool is null ? string.Empty : ", with pooling";

    private static bool Supports(PoolAxis axis) => axis is { Taps: Pixels, Stride: Pixels, Dilation: 1, PadBegin: 0, PadEnd: 0 } && axis.Output * Pixels == axis.Input;
}
