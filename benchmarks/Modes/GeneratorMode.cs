using System.Collections.Immutable;
using System.Diagnostics;
using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Benchmarks.Modes;

/// <summary>Measures the generator: in a fresh process, again, and after an edit elsewhere.</summary>
internal static class GeneratorMode
{
    private const string Standard = "ResNet20";

    /// <summary>Prints milliseconds, sizes, and what an edit in another file runs again, of ResNet-20 or the networks asked for.</summary>
    public static void Run(Settings settings, Report report)
    {
        Console.WriteLine();
        Console.WriteLine("generator");
        foreach (string network in settings.Networks.DefaultIfEmpty(Standard))
        {
            Measure(network);
        }
    }

    private static void Measure(string network)
    {
        SyntaxTree other = CSharpSyntaxTree.ParseText("class Other;");
        CSharpCompilation compilation = UserCompilation.Of([CSharpSyntaxTree.ParseText("using ConvGen;\n" + Source(network)), other]);

        // The compiler itself must be warm: only the generator is measured.
        compilation.GetDiagnostics();
        Console.WriteLine($"  {network}");
        GeneratorDriver driver = MeasuredGenerator.Create(tracks: true);
        driver = Timed("first", () => driver.RunGenerators(compilation));
        ImmutableArray<SyntaxTree> emitted = driver.GetRunResult().GeneratedTrees;
        Console.WriteLine($"    emitted {emitted.Length} files, {emitted.Sum(tree => tree.Length):N0} characters");
        Timed("warm, from nothing", () => MeasuredGenerator.Create(tracks: false).RunGenerators(compilation));
        CSharpCompilation edited = compilation.ReplaceSyntaxTree(other, CSharpSyntaxTree.ParseText("class Other { int edited; }"));
        driver = Timed("after an edit in another file", () => driver.RunGenerators(edited));
        Console.WriteLine($"    networks written again: {MeasuredGenerator.WrittenAgain(driver)}");
    }

    private static string Source(string network)
    {
        string[] names = typeof(GeneratorMode).Assembly.GetManifestResourceNames();
        string name = names.Single(name => name.Equals(network + ".cs", StringComparison.OrdinalIgnoreCase));
        using Stream resource = typeof(GeneratorMode).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(resource).ReadToEnd();
    }

    private static GeneratorDriver Timed(string what, Func<GeneratorDriver> run)
    {
        long start = Stopwatch.GetTimestamp();
        GeneratorDriver result = run();
        Console.WriteLine($"    {what}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms");
        return result;
    }
}
