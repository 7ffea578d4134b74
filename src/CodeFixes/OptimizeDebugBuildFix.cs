using System.Collections.Immutable;
using System.Composition;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.CodeFixes;

/// <summary>
/// CG4007: marks the assembly as one that may be optimised. What ConvGenOptimize does in the project file, which a fix cannot change. It
/// concerns all networks of a project at once, so there is no fix-all.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OptimizeDebugBuildFix))]
[Shared]
public sealed class OptimizeDebugBuildFix : CodeFixProvider
{
    private const string Title = "Let debug builds of this project be optimised";

    private const string Mark = "System.Diagnostics.Debuggable";

    private const string Modes = "System.Diagnostics.DebuggableAttribute.DebuggingModes.IgnoreSymbolStoreSequencePoints";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.SlowDebugBuild];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is CompilationUnitSyntax root)
        {
            CodeAction action = CodeAction.Create(
                Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(Marked(root))), ProblemIds.SlowDebugBuild);
            context.RegisterCodeFix(action, context.Diagnostics);
        }
    }

    private static CompilationUnitSyntax Marked(CompilationUnitSyntax root)
    {
        AttributeListSyntax mark = SyntaxFactory.ParseCompilationUnit($"[assembly: {Mark}({Modes})]\n\n").AttributeLists[0];
        return root.AttributeLists.Count == 0 && root.Usings.Count == 0 && root.Members.FirstOrDefault() is { } first
            ? root.ReplaceNode(first, first.WithoutLeadingTrivia()).AddAttributeLists(mark.WithLeadingTrivia(first.GetLeadingTrivia()))
            : root.AddAttributeLists(mark.WithLeadingTrivia(SyntaxFactory.LineFeed));
    }
}
