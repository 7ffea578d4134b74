using System.Globalization;
using ConvGen.Generator.Functions;
using ConvGen.Generator.Writing;
using ConvGen.Tests;

namespace ConvGen.Generator.Tests.Kernels;

/// <summary>
/// The emitted functions against double precision: both signs of every exponent with many mantissas, and every special value, on each
/// target that the processor has, and without fused multiply-add.
/// </summary>
public class VectorFunctionTests
{
    private const int MantissasPerExponent = 1000;

    /// <summary>A distance in units in the last place of the correctly rounded value.</summary>
    private const double Allowed = 2;

    private static readonly (VectorFunction Function, Func<double, double> Reference)[] Functions =
    [
        (VectorFunction.Exp, Math.Exp),
        (VectorFunction.ExpM1, SpecialFunctions.ExpM1),
        (VectorFunction.Log, Math.Log),
        (VectorFunction.Log1P, SpecialFunctions.Log1P),
        (VectorFunction.Sigmoid, x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x))),
        (VectorFunction.Tanh, Math.Tanh),
        (VectorFunction.Erf, SpecialFunctions.Erf),
        (VectorFunction.Sin, Math.Sin),
        (VectorFunction.Cos, Math.Cos),
        (VectorFunction.SignedPower(-2), x => Math.Pow(x, -2)),
        (VectorFunction.SignedPower(1.5), x => Math.Pow(x, 1.5)),
        (VectorFunction.SignedPower(-1.0 / 3), x => Math.Pow(x, -1.0 / 3)),
        (VectorFunction.Softplus, x => Math.Max(x, 0) + SpecialFunctions.Log1P(Math.Exp(-Math.Abs(x)))),
    ];

    private static readonly EmittedFunctions Emitted = new([.. Functions.Select(each => each.Function)]);

    private static readonly float[] Arguments = [.. EmittedFunctions.EveryExponent(MantissasPerExponent)];

    public static TheoryData<string> Names => [.. Functions.Select(each => each.Function.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsWithinTwoUnitsInTheLastPlace(string name)
    {
        Func<double, double> reference = Functions.Single(each => each.Function.Name == name).Reference;
        float[] want = Array.ConvertAll(Arguments, x => (float)reference(x));
        int tested = 0;
        foreach (VectorTarget target in EmittedFunctions.Supported)
        {
            float[] got = Emitted.Apply(target, name, Arguments);
            for (int i = 0; i < got.Length; i++)
            {
                Assert.True(
                    Distance(got[i], want[i]) <= Allowed,
                    string.Create(CultureInfo.InvariantCulture, $"{target.Name}: {name}({Arguments[i]:R}) is {got[i]:R}, not {want[i]:R}"));
            }

            tested++;
        }

        Assert.True(tested >= 2, "The portable targets run everywhere.");
    }

    [Fact]
    public void DistanceCountsUnits()
    {
        Assert.Equal(1, Distance(MathF.BitIncrement(1), 1));
        Assert.Equal(3, Distance(-3 * float.Epsilon, 0));
        Assert.Equal(0, Distance(float.NaN, float.NaN));
        Assert.Equal(double.PositiveInfinity, Distance(1, float.NaN));
        Assert.Equal(double.PositiveInfinity, Distance(float.NaN, 1));
        Assert.Equal(double.PositiveInfinity, Distance(float.MaxValue, float.PositiveInfinity));
        Assert.Equal(double.PositiveInfinity, Distance(float.NegativeInfinity, float.PositiveInfinity));
    }

    internal static double Distance(float got, float want)
    {
        if (float.IsNaN(want) || float.IsInfinity(want) || !float.IsFinite(got))
            return got.Equals(want) ? 0 : double.PositiveInfinity;
        double unit = MathF.BitIncrement(Math.Abs(want)) - Math.Abs((double)want);
        return Math.Abs((double)got - want) / (double.IsInfinity(unit) ? Math.ScaleB(1, 104) : unit);
    }

    // Multiples of π/2 are as near to floats as their exponents allow where the reduction is hardest.
    [Fact]
    public void SineAndCosineAreRightBesideEveryZero()
    {
        float[] nearest = [.. Enumerable.Range(1, 90_000).Select(turns => (float)(turns * Math.PI / 2)).SelectMany(x => new[] { MathF.BitDecrement(x), x, MathF.BitIncrement(x), -x })];
        foreach (VectorTarget target in EmittedFunctions.Supported)
        {
            foreach ((string name, Func<double, double> reference) in new (string, Func<double, double>)[] { ("Sin", Math.Sin), ("Cos", Math.Cos) })
            {
                float[] got = Emitted.Apply(target, name, nearest);
                for (int i = 0; i < got.Length; i++)
                {
                    Assert.True(
                        Distance(got[i], (float)reference(nearest[i])) <= Allowed,
                        string.Create(CultureInfo.InvariantCulture, $"{target.Name}: {name}({nearest[i]:R}) is {got[i]:R}, not {(float)reference(nearest[i]):R}"));
                }
            }
        }
    }
}
