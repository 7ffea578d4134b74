using System.Collections.Immutable;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Analyzers.Reading;
using ConvGen.Model;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvGen.Analyzers;

/// <summary>Reports all errors of the networks in a compilation. It reads them as the generator does.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    private readonly Func<INamedTypeSymbol, CancellationToken, Action<Diagnostic>, NetworkModel?> _read;

    /// <summary>Creates the analyzer.</summary>
    public NetworkAnalyzer()
        : this(NetworkReader.Read)
    {
    }

    internal NetworkAnalyzer(Func<INamedTypeSymbol, CancellationToken, Action<Diagnostic>, NetworkModel?> read) => _read = read;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // The generator reads declarations in generated files too, so their problems must show.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Check, SymbolKind.NamedType);
    }

    private void Check(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        Location at = type.Locations[0];
        NetworkModel? network = Faults.Try(
            type.Name, () => _read(type, context.CancellationToken, context.ReportDiagnostic), out Problem? fault);
        if (fault is not null)
        {
            context.ReportDiagnostic(ProblemDiagnostics.Create(fault, at));
        }

        if (network is null)
        {
            return;
        }

        void Report(Problem problem) => context.ReportDiagnostic(ProblemDiagnostics.Create(problem, at));
        AnalyzerConfigOptionsProvider options = context.Options.AnalyzerConfigOptionsProvider;
        CodeSettingsReader.Read(options, at.SourceTree, Report);
        if (CodeSettingsReader.Optimizes(options, Report) != false && DebugBuild.IsUnoptimized(context.Compilation))
        {
            Report(Problem.Of(ProblemIds.SlowDebugBuild, [type.Name]));
        }
    }
}
