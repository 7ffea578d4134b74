using System.Collections.Immutable;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Analyzers.Reading;
using ConvGen.Generator.Planning;
using ConvGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvGen.Generator;

/// <summary>
/// Reports what only the plan of a network tells: that its memory is more than an index reaches, so that none is generated, or that its
/// intermediate values take more bytes than its budget.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PlanAnalyzer : DiagnosticAnalyzer
{
    private const string TooLarge = "its intermediate values and packed weights, in blocks of 16 channels and with their borders, have more than 2,147,483,647 numbers";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.ArenaBudget, Descriptors.SizeOverflow];

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
        if (NetworkReader.Read(type, context.CancellationToken) is not { } network)
        {
            return;
        }

        if (NetworkPlan.TryCreate(network) is not { } plan)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.SizeOverflow, type.Locations[0], network.Type.Name, TooLarge));
        }
        else if (network.Budget is { ArenaBytes: > 0 } budget && plan.ArenaBytes > budget.ArenaBytes)
        {
            string[] arguments =
            [
                network.Type.Name, NumberText.Grouped(plan.ArenaBytes), NumberText.Grouped(plan.ArenaBytes - budget.ArenaBytes), NumberText.Grouped(budget.ArenaBytes),
            ];
            Problem problem = Problem.Of(ProblemIds.ArenaBudget, arguments, nameof(Budget.ArenaBytes)) with
            {
                Mends = new(Budget.Raise(nameof(Budget.ArenaBytes), plan.ArenaBytes)),
            };
            context.ReportDiagnostic(ProblemDiagnostics.Create(problem, NetworkReader.LocateBudget(type, problem, context.CancellationToken)));
        }
    }
}
