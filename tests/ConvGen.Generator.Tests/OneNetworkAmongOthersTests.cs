using System.Collections.Immutable;
using System.Globalization;
using ConvGen.Generator.Emission;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Scheduling;
using ConvGen.Generator.Tests.Compiling;
using ConvGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvGen.Generator.Tests;

/// <summary>Whatever one network is called, and whatever goes wrong with it: the others of its project are generated.</summary>
public class OneNetworkAmongOthersTests
{
    private const string Layers = "[ConvGen.Input(4), ConvGen.Dense(2)]";

    /// <summary>The name of a class, and of the file of its members.</summary>
    public static TheoryData<string, string> FileNames => new()
    {
        { "partial class Net;", "Net" },
        { "partial class LeNet;", "Le-Net" },
        { "partial class Lenet;", "Lenet" },
        { "partial class lenet;", "-lenet" },
        { "partial class LENET2;", "L-E-N-E-T2" },
        { "partial class @event;", "-event" },
        { "partial class _Net_1;", "_-Net_1" },
        { "partial class Größe;", "Größe" },
        { "partial class Grö\u017Fe;", "Grö(017f)e" },
        { "partial class \u03C3\u03C2;", "-\u03C3(03c2)" },
        { "partial class A\u0301;", "A(0301)" },
    };

    [Theory]
    [MemberData(nameof(FileNames))]
    public void FileIsNamedAfterItsClass(string declaration, string name)
    {
        GeneratorRunResult result = UserProject.Current.Generate($"{Layers}\ninternal {declaration}").Result;
        Assert.Null(result.Exception);
        Assert.Equal(
            [$"{name}.Avx2.g.cs", $"{name}.Avx512.g.cs", $"{name}.Forward.g.cs", $"{name}.Portable.g.cs", $"{name}.g.cs"],
            result.GeneratedSources.Select(source => source.HintName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void NamesThatDifferInCaseAreAllGenerated() => AssertAllAreGenerated(
        ["LeNet", "Lenet", "lenet", "leNet", "LENET", "LEnet", "\u03C3", "\u03C2", "\u03A3", "\u00B5", "\u03BC", "A\u0301", "\u00C1"],
        name => $"{Layers} internal sealed partial class {name};");

    [Fact]
    public void NestedClassesAndNamespacesOfOneDottedNameAreAllGenerated()
    {
        GeneratedProject project = UserProject.Current.Generate($$"""
            namespace A { internal static partial class B { {{Layers}} internal sealed partial class C; } }
            namespace A.b { {{Layers}} internal sealed partial class C; }
            namespace a.B { {{Layers}} internal sealed partial class c; {{Layers}} internal sealed partial class @c2; }
            internal static partial class Net { {{Layers}} public sealed partial class Backward; {{Layers}} public sealed partial class backward; }
            """);
        Assert.Null(project.Result.Exception);
        AssertCompiles(project);
        Assert.Equal(6, project.Result.GeneratedSources.Count(source => source.SourceText.ToString().Contains("// Members of ", StringComparison.Ordinal)));
    }

    // The compiler refuses this; the generator does not stop for it.
    [Fact]
    public void ClassesAndNamespacesOfOneNameDoNotStopOthers()
    {
        GeneratorRunResult result = UserProject.Current.Generate($$"""
            namespace A { {{Layers}} public sealed partial class Net; public static partial class Outer { {{Layers}} public sealed partial class Inner; } }
            namespace A.Net { {{Layers}} public sealed partial class Backward; {{Layers}} public sealed partial class portable; }
            namespace A.Outer { {{Layers}} public sealed partial class Inner; }
            """).Result;
        Assert.Null(result.Exception);
        Assert.Equal(5 * 5, result.GeneratedSources.Length);
    }

    [Fact]
    public void FaultInWritingIsReportedAtItsClassAndOthersAreGenerated()
    {
        const string Source = "namespace A { [ConvGen.Input(4), ConvGen.Dense(2)] public sealed partial class Faulty; [ConvGen.Input(4), ConvGen.Dense(2)] public sealed partial class Good; }";
        GeneratorRunResult result = Run(Source, plan => throw new InvalidOperationException("Thrown."), analyzersRun: true);
        Diagnostic found = Assert.Single(result.Diagnostics);
        Assert.Equal("CG0020", found.Id);
        Assert.Equal("Faulty", Source.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        string message = found.GetMessage(CultureInfo.InvariantCulture);
        Assert.StartsWith("ConvGen failed on network 'Faulty' with an internal error; please report it with the declaration: InvalidOperationException in ", message, StringComparison.Ordinal);
        Assert.EndsWith(": Thrown.", message, StringComparison.Ordinal);
        Assert.Contains(result.GeneratedSources, source => source.HintName == "A.Good.g.cs");

        // What stands in for it keeps errors out of code that uses it.
        Assert.Contains(result.GeneratedSources, source => source.HintName == "A.Faulty.g.cs");
    }

    [Fact]
    public void NumbersThatOverflowInWritingAreTooLarge()
    {
        GeneratorRunResult result = Run($"{Layers} public sealed partial class Faulty;", plan => throw new OverflowException(), analyzersRun: false);
        Diagnostic found = Assert.Single(result.Diagnostics);
        Assert.Equal("CG1013", found.Id);
        Assert.StartsWith("Faulty is too large: ", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(result.GeneratedSources);
    }

    [Fact]
    public async Task FaultInPlanningIsReportedAtItsClass()
    {
        CSharpCompilation compilation = UserProject.Current.Compile($"{Layers} public sealed partial class Faulty; {Layers} public sealed partial class Good;");
        PlanAnalyzer analyzer = new((network, cancellation) => network.Type.Name == "Faulty" ? throw new InvalidOperationException("Thrown.") : NetworkPlanner.TryPlan(network, cancellation));
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal("CG0020", Assert.Single(found).Id);
        Assert.Contains("'Faulty'", found[0].GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    // The compiler warns of names without a capital.
    private static void AssertCompiles(GeneratedProject project) =>
        Assert.DoesNotContain(project.Complaints(TestContext.Current.CancellationToken), complaint => !complaint.Contains("CS8981", StringComparison.Ordinal));

    private static void AssertAllAreGenerated(string[] names, Func<string, string> declaration)
    {
        GeneratedProject project = UserProject.Current.Generate(string.Join('\n', names.Select(declaration)));
        Assert.Null(project.Result.Exception);
        AssertCompiles(project);
        Assert.Equal(5 * names.Length, project.Result.GeneratedSources.Select(source => source.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    private static GeneratorRunResult Run(string source, Func<NetworkPlan, IEnumerable<EmittedFile>> fail, bool analyzersRun)
    {
        NetworkGenerator generator = new((plan, project) => plan.Network is { Type.Name: "Faulty", StandsIn: false } ? fail(plan) : NetworkEmitter.Emit(plan, project));
        ProjectSettings settings = new(new Dictionary<string, string> { ["RunAnalyzers"] = analyzersRun ? "true" : "false" }, sections: []);
        GeneratorRunResult result = CSharpGeneratorDriver
            .Create([generator.AsSourceGenerator()], parseOptions: UserProject.Current.Parsing, optionsProvider: settings)
            .RunGenerators(UserProject.Current.Compile(source), TestContext.Current.CancellationToken)
            .GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return result;
    }
}
