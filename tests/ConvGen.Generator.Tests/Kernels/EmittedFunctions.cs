using System.Reflection;
using System.Runtime.Intrinsics;
using ConvGen.Generator.Functions;
using ConvGen.Generator.Kernels;
using ConvGen.Generator.Tests.Compiling;
using ConvGen.Generator.Writing;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Generator.Tests.Kernels;

/// <summary>Emitted functions of one number, compiled for every target and applied to arrays of whole vectors.</summary>
internal sealed class EmittedFunctions(IReadOnlyList<VectorFunction> functions)
{
    private const int MantissaBits = 23;

    private static readonly VectorTarget[] Targets =
    [
        VectorTarget.Avx512, VectorTarget.Avx2, VectorTarget.Portable(hasMultiplyAddEstimate: true),
        VectorTarget.Portable(hasMultiplyAddEstimate: false) with { Name = "PortableOfNet8" },
    ];

    private readonly Lazy<Assembly> _compiled = new(() => Compile(functions));

    /// <summary>The targets that this processor has; the portable ones run everywhere.</summary>
    public static IEnumerable<VectorTarget> Supported => Targets.Where(target => target.Name switch
    {
        "Avx512" => Vector512.IsHardwareAccelerated,
        "Avx2" => Vector256.IsHardwareAccelerated,
        _ => true,
    });

    /// <summary>Both signs of every exponent: zeros, subnormals, infinities and NaN are exponents and mantissas like the others.</summary>
    public static IEnumerable<float> EveryExponent(int mantissasPerExponent)
    {
        Random random = new(1);
        const int mantissas = 1 << MantissaBits;
        for (int upper = 0; upper < 512; upper++)
        {
            foreach (int mantissa in Enumerable.Range(0, mantissasPerExponent).Select(_ => random.Next(mantissas)).Concat([0, 1, mantissas / 2, mantissas - 1]))
                yield return BitConverter.Int32BitsToSingle((upper << MantissaBits) | mantissa);
        }
    }

    /// <summary>What a function makes of arguments, as many as whole vectors hold.</summary>
    public float[] Apply(VectorTarget target, string function, float[] arguments)
    {
        Assert.Equal(0, arguments.Length % 16);
        float[] results = new float[arguments.Length];
        MethodInfo method = _compiled.Value.GetType($"Emitted.{target.Name}", throwOnError: true)!.GetMethod($"Apply{function}", BindingFlags.Static | BindingFlags.NonPublic)!;
        method.CreateDelegate<Action<float[], float[]>>()(arguments, results);
        return results;
    }

    private static Assembly Compile(IReadOnlyList<VectorFunction> functions)
    {
        string[] files = [.. Targets.Select(target =>
        {
            string methods = Methods(target, functions);
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

    private static string Methods(VectorTarget target, IReadOnlyList<VectorFunction> functions)
    {
        KernelLibrary library = new(target, wrapsAround: false);
        IEnumerable<string> loops = [.. functions.Select(each => $$"""
            internal static void Apply{{each.Name}}(float[] x, float[] y)
            {
                for (int i = 0; i < x.Length; i += {{target.LanesText}})
                    {{each.Call(target, library, $"{target.Class}.LoadUnsafe(ref x[i])")}}.StoreUnsafe(ref y[i]);
            }
            """)];
        return string.Join('\n', loops.Concat(library.Fields).Concat(library.Functions));
    }
}
