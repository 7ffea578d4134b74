using System.Globalization;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Checks;

/// <summary>Compares single precision with the reference: |got − want| ≤ share · (the largest |want| of the tensor) + 1e-6.</summary>
internal static class Closeness
{
    public const double Forward = 1e-5;
    public const double Gradient = 1e-4;

    private const double Absolute = 1e-6;

    /// <summary>What is wrong; null when everything is near enough.</summary>
    public static string? Describe(string what, Tensor want, ReadOnlySpan<float> got, double share) => Describe(what, want.Values, got, share);

    /// <summary>What is wrong; null when everything is near enough.</summary>
    public static string? Describe(string what, double[] want, ReadOnlySpan<float> got, double share)
    {
        if (want.Length != got.Length)
            return Text($"{what}: {got.Length} numbers instead of {want.Length}");

        double allowed = share * want.Max(Math.Abs) + Absolute;
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
