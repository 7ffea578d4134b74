using System.Collections.Immutable;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Analyzers.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvGen.Analyzers;

/// <summary>Reports everything that is wrong with the networks of a compilation, by reading them as the generator does.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
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

    private static void Check(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (NetworkReader.Read(type, context.CancellationToken, context.ReportDiagnostic) is null)
            return;

        Location at = type.Locations[0];
        CodeSettingsReader.Read(
            context.Options.AnalyzerConfigOptionsProvider, at.SourceTree, problem => context.ReportDiagnostic(ProblemDiagnostics.Create(problem, at)));
    }
}
