extern alias generator;

using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetworkGenerator = generator::ConvGen.Generator.NetworkGenerator;

namespace ConvGen.Benchmarks;

/// <summary>Measures the generator on ResNet-20: in a fresh process, again, and after an edit elsewhere.</summary>
internal static class GeneratorBenchmark
{
    /// <summary>Prints milliseconds, and what an edit in another file runs again.</summary>
    public static void Run()
    {
        using Stream resource = typeof(GeneratorBenchmark).Assembly.GetManifestResourceStream("ResNet20.cs")!;
        string network = "using ConvGen;\n" + new StreamReader(resource).ReadToEnd();
        SyntaxTree other = CSharpSyntaxTree.ParseText("class Other;");
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Measured",
            [CSharpSyntaxTree.ParseText(network), other],
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        // The compiler itself must be warm: only the generator is measured.
        compilation.GetDiagnostics();
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new NetworkGenerator().AsSourceGenerator()],
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = Timed("cold", () => driver.RunGenerators(compilation));
        int characters = driver.GetRunResult().GeneratedTrees.Sum(tree => tree.Length);
        Console.WriteLine($"  emitted {driver.GetRunResult().GeneratedTrees.Length} files, {characters:N0} characters");
        Timed("warm, from nothing", () => CSharpGeneratorDriver.Create(new NetworkGenerator()).RunGenerators(compilation));
        CSharpCompilation edited = compilation.ReplaceSyntaxTree(other, CSharpSyntaxTree.ParseText("class Other { int edited; }"));
        driver = Timed("after an edit in another file", () => driver.RunGenerators(edited));
        var outputs = driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs);
        Console.WriteLine($"  outputs written again: {outputs.Count(o => o.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged))}");
    }

    private static GeneratorDriver Timed(string what, Func<GeneratorDriver> run)
    {
        long start = Stopwatch.GetTimestamp();
        GeneratorDriver result = run();
        Console.WriteLine($"  {what}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms");
        return result;
    }
}
