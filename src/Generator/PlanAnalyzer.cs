using System.Collections.Immutable;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Analyzers.Reading;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Scheduling;
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
    private readonly Func<NetworkModel, CancellationToken, NetworkPlan?> _plan;

    /// <summary>Creates the analyzer.</summary>
    public PlanAnalyzer()
        : this(NetworkPlanner.TryPlan)
    {
    }

    internal PlanAnalyzer(Func<NetworkModel, CancellationToken, NetworkPlan?> plan) => _plan = plan;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics =>
        [Descriptors.ArenaBudget, Descriptors.SizeOverflow, Descriptors.InternalFault];

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
        // What goes wrong in reading, the analyzer of declarations reports.
        var type = (INamedTypeSymbol)context.Symbol;
        if (Faults.Try(type.Name, () => NetworkReader.Read(type, context.CancellationToken), out _) is not { } network)
        {
            return;
        }

        NetworkPlan? plan = Faults.Try(network.Type.Name, () => _plan(network, context.CancellationToken), out Problem? fault);
        if (plan is null)
        {
            context.ReportDiagnostic(ProblemDiagnostics.Create(fault ?? Faults.TooLarge(network.Type.Name), type.Locations[0]));
        }
        else if (network.Budget is { ArenaBytes: >= 0 } budget && plan.ArenaBytes > budget.ArenaBytes)
        {
            string[] arguments =
            [
                network.Type.Name,
                NumberText.Grouped(plan.ArenaBytes),
                NumberText.Grouped(plan.ArenaBytes - budget.ArenaBytes),
                NumberText.Grouped(budget.ArenaBytes),
            ];
            Problem problem = Problem.Of(ProblemIds.ArenaBudget, arguments, nameof(Budget.ArenaBytes)) with
            {
                Fixes = new(Budget.Raise(nameof(Budget.ArenaBytes), plan.ArenaBytes)),
            };
            context.ReportDiagnostic(ProblemDiagnostics.Create(
                problem, NetworkReader.LocateBudget(type, problem, context.CancellationToken)));
        }
    }
}
