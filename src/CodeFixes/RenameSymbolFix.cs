using System.Collections.Immutable;
using System.Composition;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Rename;

namespace ConvGen.CodeFixes;

/// <summary>CG0030, CG0031 and CG0034: gives what is in the way of generated code another name, wherever it is used.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenameSymbolFix))]
[Shared]
public sealed class RenameSymbolFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.MemberClash, ProblemIds.NetworkName, ProblemIds.AliasTaken];

    /// <summary>None: one name after another changes places that the next may need.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        CancellationToken cancellation = context.CancellationToken;
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SemanticModel? semantics = await context.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is null || semantics is null)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (ProblemDiagnostics.Suggestion(diagnostic) is not { } suggestion
                || root.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.AncestorsAndSelf()
                    .Select(node => semantics.GetDeclaredSymbol(node, cancellation))
                    .FirstOrDefault(found => found is not null) is not { } symbol)
            {
                continue;
            }

            string name = Free(symbol, suggestion);
            Solution solution = context.Document.Project.Solution;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Rename to '{name}'",
                    token => Renamer.RenameSymbolAsync(solution, symbol, default, name, token),
                    $"{diagnostic.Id} other name"),
                diagnostic);
        }
    }

    // The suggestion, with a number where the containing symbol already has a member of that name.
    private static string Free(ISymbol symbol, string suggestion)
    {
        INamespaceOrTypeSymbol around = (INamespaceOrTypeSymbol?)symbol.ContainingType ?? symbol.ContainingNamespace;
        string name = suggestion;
        for (int i = 2; around.GetMembers(name).Any(); i++)
        {
            name = suggestion + NumberText.Plain(i);
        }

        return name;
    }
}
