using System.Collections.Immutable;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Analyzers.Reading;
using ConvGen.Generator.Planning;
using ConvGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvGen.Generator;

/// <summary>Reports networks whose intermediate values take more bytes than their budget, which only the plan tells.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ArenaBudgetAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.ArenaBudget];

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
        if (NetworkReader.Read(type, context.CancellationToken) is not { Budget: { ArenaBytes: > 0 } budget } network
            || NetworkPlan.TryCreate(network) is not { } plan
            || plan.ArenaBytes <= budget.ArenaBytes)
        {
            return;
        }

        long bytes = plan.ArenaBytes;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.ArenaBudget,
            NetworkReader.LocateBudget(type, nameof(Budget.ArenaBytes), context.CancellationToken),
            network.Type.Name,
            NumberText.Grouped(bytes),
            NumberText.Grouped(bytes - budget.ArenaBytes),
            NumberText.Grouped(budget.ArenaBytes)));
    }
}
