using System.Globalization;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Evaluation;

/// <summary>
/// Numbers that a computation in single precision must come near to: the definition's, and how far it moves when everything on the way is
/// changed as rounding may change it. What is undecided there, such as the first of two maxima that are nearly equal, is so here.
/// </summary>
internal sealed class Expectation
{
    // Rounding may be worse than in the samples.
    private const double Safety = 8;
    private const double Unit = 1.0 / (1 << 24);

    // Below it single precision has fewer digits, or none.
    private const double Tiny = 1e-35;

    private readonly double[] _want;
    private readonly double[] _spread;

    public Expectation(Tensor want)
    {
        _want = want.Values;
        _spread = new double[_want.Length];
    }

    /// <summary>Whether the numbers can be compared at all.</summary>
    public bool IsSane => _want.All(value => Math.Abs(value) < 1e15);

    /// <summary>Takes a sample of what rounding may do into account.</summary>
    public void Widen(Tensor sample)
    {
        for (int i = 0; i < _spread.Length; i++)
            _spread[i] = Math.Max(_spread[i], Math.Abs(sample.Values[i] - _want[i]));
    }

    /// <summary>The largest error as a share of what is allowed.</summary>
    public double Worst(ReadOnlySpan<float> got)
    {
        double worst = 0;
        for (int i = 0; i < _want.Length; i++)
            worst = Math.Max(worst, Math.Abs(got[i] - _want[i]) / Allowed(i));
        return worst;
    }

    /// <summary>What is wrong; null when everything is near enough.</summary>
    public string? Describe(ReadOnlySpan<float> got)
    {
        if (got.Length != _want.Length)
            return FormattableString.Invariant($"{got.Length} numbers instead of {_want.Length}");
        int wrong = 0, worst = -1;
        double worstShare = 0;
        for (int i = 0; i < _want.Length; i++)
        {
            // Not "greater than": a NaN is near nothing.
            double share = Math.Abs(got[i] - _want[i]) / Allowed(i);
            if (share <= 1)
                continue;
            wrong++;
            if (worst >= 0 && share <= worstShare)
                continue;
            (worst, worstShare) = (i, share);
        }

        return wrong == 0 ? null : string.Create(
            CultureInfo.InvariantCulture, $"[{worst}] got {got[worst]:R}, want {_want[worst]:R} ± {Allowed(worst):G3}; {wrong} of {_want.Length} are wrong");
    }

    private double Allowed(int i) => Safety * (_spread[i] + Unit * Math.Abs(_want[i])) + Tiny;
}
