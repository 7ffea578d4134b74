using System.Collections.Immutable;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Analyzers.Reading;
using ConvGen.Generator.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvGen.Generator;

/// <summary>Reports networks that fit as they are declared, but not with the memory that is planned for them; none is generated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PlannedSizeAnalyzer : DiagnosticAnalyzer
{
    private const string What = "its intermediate values and packed weights, in blocks of 16 channels and with their borders, have more than 2,147,483,647 numbers";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.SizeOverflow];

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
        if (NetworkReader.Read(type, context.CancellationToken) is { } network && NetworkPlan.TryCreate(network) is null)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.SizeOverflow, type.Locations[0], network.Type.Name, What));
        }
    }
}
