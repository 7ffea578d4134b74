using System.Globalization;
using System.Reflection;
using System.Runtime.Intrinsics;
using ConvGen.Generator.Functions;
using ConvGen.Generator.Kernels;
using ConvGen.Generator.Tests.Compiling;
using ConvGen.Generator.Writing;
using ConvGen.Tests;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Generator.Tests.Kernels;

/// <summary>
/// The emitted functions against double precision: both signs of every exponent with many mantissas, and every special value, on each
/// target that the processor has, and without fused multiply-add.
/// </summary>
public class VectorFunctionTests
{
    private const int MantissasPerExponent = 1000;
    private const int MantissaBits = 23;

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

    private static readonly VectorTarget[] Targets =
    [
        VectorTarget.Avx512, VectorTarget.Avx2, VectorTarget.Portable(hasMultiplyAddEstimate: true),
        VectorTarget.Portable(hasMultiplyAddEstimate: false) with { Name = "PortableOfNet8" },
    ];

    private static readonly Lazy<Assembly> Compiled = new(Compile);

    private static readonly float[] Arguments = [.. EveryExponent()];

    public static TheoryData<string> Names => [.. Functions.Select(each => each.Function.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsWithinTwoUnitsInTheLastPlace(string name)
    {
        Func<double, double> reference = Functions.Single(each => each.Function.Name == name).Reference;
        float[] want = Array.ConvertAll(Arguments, x => (float)reference(x));
        int tested = 0;
        foreach (VectorTarget target in Targets.Where(IsSupported))
        {
            float[] got = Apply(target, name);
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

    private static double Distance(float got, float want)
    {
        if (float.IsNaN(want) || float.IsInfinity(want) || !float.IsFinite(got))
            return got.Equals(want) ? 0 : double.PositiveInfinity;
        double unit = MathF.BitIncrement(Math.Abs(want)) - Math.Abs((double)want);
        return Math.Abs((double)got - want) / (double.IsInfinity(unit) ? Math.ScaleB(1, 104) : unit);
    }

    // Zeros, subnormals, infinities and NaN are exponents and mantissas like the others.
    private static IEnumerable<float> EveryExponent()
    {
        Random random = new(1);
        const int mantissas = 1 << MantissaBits;
        for (int upper = 0; upper < 512; upper++)
        {
            foreach (int mantissa in Enumerable.Range(0, MantissasPerExponent).Select(_ => random.Next(mantissas)).Concat([0, 1, mantissas / 2, mantissas - 1]))
                yield return BitConverter.Int32BitsToSingle((upper << MantissaBits) | mantissa);
        }
    }

    private static bool IsSupported(VectorTarget target) => target.Name switch
    {
        "Avx512" => Vector512.IsHardwareAccelerated,
        "Avx2" => Vector256.IsHardwareAccelerated,
        _ => true,
    };

    // Multiples of π/2 are as near to floats as their exponents allow where the reduction is hardest.
    [Fact]
    public void SineAndCosineAreRightBesideEveryZero()
    {
        float[] nearest = [.. Enumerable.Range(1, 90_000).Select(turns => (float)(turns * Math.PI / 2)).SelectMany(x => new[] { MathF.BitDecrement(x), x, MathF.BitIncrement(x), -x })];
        foreach (VectorTarget target in Targets.Where(IsSupported))
        {
            foreach ((string name, Func<double, double> reference) in new (string, Func<double, double>)[] { ("Sin", Math.Sin), ("Cos", Math.Cos) })
            {
                float[] got = Apply(target, name, nearest);
                for (int i = 0; i < got.Length; i++)
                {
                    Assert.True(
                        Distance(got[i], (float)reference(nearest[i])) <= Allowed,
                        string.Create(CultureInfo.InvariantCulture, $"{target.Name}: {name}({nearest[i]:R}) is {got[i]:R}, not {(float)reference(nearest[i]):R}"));
                }
            }
        }
    }

    private static float[] Apply(VectorTarget target, string function) => Apply(target, function, Arguments);

    private static float[] Apply(VectorTarget target, string function, float[] arguments)
    {
        float[] results = new float[arguments.Length];
        MethodInfo method = Compiled.Value.GetType($"Emitted.{target.Name}", throwOnError: true)!.GetMethod($"Apply{function}", BindingFlags.Static | BindingFlags.NonPublic)!;
        method.CreateDelegate<Action<float[], float[]>>()(arguments, results);
        return results;
    }

    private static Assembly Compile()
    {
        string[] files = [.. Targets.Select(target =>
        {
            string methods = Methods(target);
            return $$"""
                using System.Runtime.Intrinsics;
                {{string.Join('\n', ConvGen.Generator.Writing.Names.Directives(methods))}}

                namespace Emitted
                {
                    internal static class {{target.Name}}
                    {
                        {{methods}}
                    }
                }
                """;
        })];
        CSharpCompilation compilation = UserProject.Current.Compile(files);
        using MemoryStream image = new();
        var emitted = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Take(10)));
        return Assembly.Load(image.ToArray());
    }

    private static string Methods(VectorTarget target)
    {
        KernelLibrary library = new(target, wrapsAround: false);
        IEnumerable<string> loops = [.. Functions.Select(each => $$"""
            internal static void Apply{{each.Function.Name}}(float[] x, float[] y)
            {
                for (int i = 0; i < x.Length; i += {{target.LanesText}})
                    {{each.Function.Call(target, library, $"{target.Class}.LoadUnsafe(ref x[i])")}}.StoreUnsafe(ref y[i]);
            }
            """)];
        return string.Join('\n', loops.Concat(library.Fields).Concat(library.Functions));
    }
}
