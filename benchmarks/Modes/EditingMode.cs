extern alias analyzers;
extern alias generator;

using System.Collections.Immutable;
using System.Diagnostics;
using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetworkAnalyzer = analyzers::ConvGen.Analyzers.NetworkAnalyzer;
using PlanAnalyzer = generator::ConvGen.Generator.PlanAnalyzer;

namespace ConvGen.Benchmarks.Modes;

/// <summary>Measures what an editor waits for in a project with many networks: the generator and the analyzers after a key press.</summary>
internal static class EditingMode
{
    private const int Networks = 50;
    private const int Edits = 41;

    // An editor's process has run for long: its code is compiled for good.
    private const int WarmUp = 200;

    // Five kinds of network, from a classifier to a recurrent one, in ten widths each.
    private static readonly Func<int, string>[] Kinds =
    [
        width => $"[Input(1, 28, 28), Conv({width}, k: 5, p: 2), Relu, MaxPool(2), Conv({2 * width}, k: 5), Relu, MaxPool(2), Dense(120), Relu, Dense(10), Softmax, Trainable]",
        width => $"[Input(3, 32, 32), Conv({width}, k: 3, p: 1), BatchNorm, Relu, Use<Residual>({width}, Repeat = 3), Use<Residual>({2 * width}, Repeat = 3), GlobalAvgPool, Dense(10), Trainable]",
        width => $"[Input(3, 64, 64), Use<Separable>({width}, Repeat = 6), GlobalAvgPool, Dense(100), Softmax]",
        width => $"[Input(2, 256), Conv({width}, k: 9, p: 4), Tanh, Conv({width}, k: 9, p: 4), Tanh, MaxPool(4), Dense(12), Trainable]",
        width => $"[Input(3, 32, 32), Conv({width}, k: 3, p: 1, Name = \"down\"), Relu, MaxPool(2), Conv({2 * width}, k: 3, p: 1), Relu, Upsample(2), Concat(\"down\"), Conv(2, k: 1)]",
    ];

    private const string Blocks = """
        using ConvGen;

        [Block, Conv(Filters, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu, Conv(Filters, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
        public class Residual
        {
            private const int Filters = BlockArgument.Number1;
        }

        [Block, DepthwiseConv(k: 3, p: 1), BatchNorm, Relu, Conv(Filters, k: 1), BatchNorm, Relu]
        public class Separable
        {
            private const int Filters = BlockArgument.Number1;
        }
        """;

    /// <summary>Prints milliseconds.</summary>
    public static void Run(Settings settings, Report report)
    {
        Console.WriteLine();
        Console.WriteLine($"editing, in a project with {Networks} networks: median and most of {Edits} edits");
        SyntaxTree[] networks = [.. Enumerable.Range(0, Networks).Select(i => Parse(Network(i, 8 + (i / Kinds.Length))))];
        SyntaxTree other = Parse(Unrelated(0));
        CSharpCompilation compilation = UserCompilation.Of([Parse(Blocks), other, .. networks]);
        long start = Stopwatch.GetTimestamp();
        GeneratorDriver driver = MeasuredGenerator.Create(tracks: false).RunGenerators(compilation);
        Console.WriteLine($"  all {Networks} from nothing: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");

        Measure("generator, edit in an unrelated file", driver, compilation, other, Unrelated);
        Measure("generator, comment in a network's file", driver, compilation, networks[0], edit => $"// {edit}\n{Network(0, 8)}");
        Measure("generator, other filters in one network", driver, compilation, networks[0], edit => Network(0, 8 + (edit % 64)));
        MeasureAnalyzers("analyzers, unrelated file", compilation, other, Unrelated);
        MeasureAnalyzers("analyzers, a network's file", compilation, networks[0], edit => Network(0, 8 + (edit % 64)));
    }

    private static void Measure(string what, GeneratorDriver driver, CSharpCompilation compilation, SyntaxTree file, Func<int, string> text)
    {
        List<double> times = [];
        SyntaxTree first = file;
        CSharpCompilation edited = compilation;
        for (int edit = 1; edit <= WarmUp + Edits; edit++)
        {
            edited = Replace(edited, ref file, text(edit));
            long start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(edited);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        GeneratorDriver tracked = MeasuredGenerator.Create(tracks: true).RunGenerators(compilation).RunGenerators(Replace(compilation, ref first, text(1)));
        Print(what, times, $", networks written again: {MeasuredGenerator.WrittenAgain(tracked)}");
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, ref SyntaxTree file, string text)
    {
        SyntaxTree old = file;
        file = Parse(text);
        return compilation.ReplaceSyntaxTree(old, file);
    }

    private static void MeasureAnalyzers(string what, CSharpCompilation compilation, SyntaxTree file, Func<int, string> text)
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new NetworkAnalyzer(), new PlanAnalyzer()];
        List<double> times = [];
        for (int edit = 1; edit <= WarmUp + Edits; edit++)
        {
            compilation = Replace(compilation, ref file, text(edit));
            SemanticModel model = compilation.GetSemanticModel(file);
            long start = Stopwatch.GetTimestamp();
            _ = compilation.WithAnalyzers(analyzers).GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None).GetAwaiter().GetResult();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Print(what, times, "");
    }

    private static void Print(string what, List<double> times, string more)
    {
        times = [.. times.Skip(WarmUp).Order()];
        Console.WriteLine($"  {what}: {times[times.Count / 2]:F2} ms, {times[^1]:F2} ms{more}");
    }

    private static string Network(int index, int width) => $"using ConvGen;\n{Kinds[index % Kinds.Length](width)}\npublic sealed partial class Network{index};\n";

    private static string Unrelated(int edit) => $"class Other {{ int Edited() => {edit}; }}";

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text);
}
