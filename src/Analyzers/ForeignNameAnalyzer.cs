using System.Collections.Immutable;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Analyzers.Reading;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvGen.Analyzers;

/// <summary>Suggests the name of an attribute here, where an unknown one has the name of a layer in PyTorch, Keras or ONNX.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForeignNameAnalyzer : DiagnosticAnalyzer
{
    private const string Namespace = "ConvGen";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.ForeignName];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Check, SyntaxKind.Attribute);
    }

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (attribute.Parent?.Parent is not TypeDeclarationSyntax type || NameOf(attribute) is not { } name)
        {
            return;
        }

        if (ForeignNames.Find(name.Identifier.ValueText) is not { } own)
        {
            return;
        }

        SymbolInfo found = context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken);
        if (found.Symbol is null && found.CandidateSymbols.IsEmpty && BelongsToNetwork(attribute, type, context))
        {
            Problem problem = Problem.Of(ProblemIds.ForeignName, [name.Identifier.ValueText, own]) with { Suggestion = own };
            context.ReportDiagnostic(ProblemDiagnostics.Create(problem, name.GetLocation()));
        }
    }

    /// <summary>The last part of an attribute's name.</summary>
    internal static SimpleNameSyntax? NameOf(AttributeSyntax attribute) => attribute.Name switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax qualified => qualified.Name,
        _ => attribute.Name as SimpleNameSyntax,
    };

    // An unresolved attribute may belong to another library.
    private static bool BelongsToNetwork(AttributeSyntax attribute, TypeDeclarationSyntax type, SyntaxNodeAnalysisContext context) =>
        attribute.Name is QualifiedNameSyntax { Left: var left } && left.ToString().Split('.', ':').Last() == Namespace
        || context.SemanticModel.GetDeclaredSymbol(type, context.CancellationToken)?.GetAttributes()
            .Any(other => other.AttributeClass?.ContainingNamespace?.Name == Namespace) == true
        || Imports(attribute.SyntaxTree, context);

    private static bool Imports(SyntaxTree tree, SyntaxNodeAnalysisContext context) => tree.GetRoot(context.CancellationToken)
        .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<UsingDirectiveSyntax>()
        .Any(import => import.Name?.ToString() is Namespace or "global::" + Namespace);
}
