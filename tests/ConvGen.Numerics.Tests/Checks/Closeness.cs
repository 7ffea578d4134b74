using System.Globalization;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Checks;

/// <summary>
/// Compares single precision with the reference: |got − want| ≤ share · (the largest |want| of the tensor) + 1e-6 · (the size of the terms).
/// </summary>
internal static class Closeness
{
    public const double Forward = 1e-5;
    public const double Gradient = 1e-4;
    public const double FastForward = 1e-4;
    public const double FastGradient = 4e-4;

    // Single precision rounds a sum by this share of its terms, however small the sum is.
    private const double Rounding = 1e-6;

    /// <summary>What is wrong; null when everything is near enough.</summary>
    /// <param name="what">What is compared.</param>
    /// <param name="want">The reference.</param>
    /// <param name="got">The numbers to judge.</param>
    /// <param name="share">What is allowed, as a share of the largest number.</param>
    /// <param name="terms">The size of the terms that a number is a sum of, where that is more than 1.</param>
    public static string? Describe(string what, Tensor want, ReadOnlySpan<float> got, double share, double terms = 1) =>
        Describe(what, want.Values, got, share, terms);

    /// <inheritdoc cref="Describe(string, Tensor, ReadOnlySpan{float}, double, double)"/>
    public static string? Describe(string what, double[] want, ReadOnlySpan<float> got, double share, double terms = 1)
    {
        if (want.Length != got.Length)
            return Text($"{what}: {got.Length} numbers instead of {want.Length}");

        double allowed = share * want.Max(Math.Abs) + Rounding * Math.Max(terms, 1);
        int wrong = 0, worst = -1;
        for (int i = 0; i < want.Length; i++)
        {
            // Not "greater than": a NaN is near nothing.
            if (Math.Abs(got[i] - want[i]) <= allowed)
                continue;
            wrong++;
            if (worst < 0 || !(Math.Abs(got[i] - want[i]) <= Math.Abs(got[worst] - want[worst])))
                worst = i;
        }

        return wrong == 0 ? null : Text($"{what}[{worst}] is {got[worst]:R}, not {want[worst]:R} ± {allowed:G3}; {wrong} of {want.Length} are wrong");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
