using System.Collections.Immutable;
using System.Composition;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.CodeFixes;

/// <summary>CG0032: lets a constructor begin with the generated one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallConstructorFix))]
[Shared]
public sealed class CallConstructorFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.ConstructorCallsNone];

    private protected override IEnumerable<(string Key, string Title)> Offers(SyntaxNode root, Diagnostic diagnostic)
    {
        // Arguments for a base constructor would be lost.
        if (Find(root, diagnostic) is { Initializer: null or { ArgumentList.Arguments.Count: 0 } } constructor)
        {
            yield return ("call", $"Begin with ': this({Argument(constructor)})'");
        }
    }

    private protected override SyntaxNode Apply(
        Document document, SyntaxNode root, SemanticModel semantics, IReadOnlyList<(Diagnostic Diagnostic, string Key)> chosen) =>
        root.ReplaceNodes(chosen.Select(choice => Find(root, choice.Diagnostic)!), (_, constructor) => WithCall(constructor));

    private static ConstructorDeclarationSyntax? Find(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindToken(diagnostic.Location.SourceSpan.Start).Parent as ConstructorDeclarationSyntax;

    private static ConstructorDeclarationSyntax WithCall(ConstructorDeclarationSyntax constructor)
    {
        SyntaxToken end = constructor.ParameterList.CloseParenToken;
        ConstructorInitializerSyntax call = SyntaxFactory.ConstructorInitializer(
            SyntaxKind.ThisConstructorInitializer,
            SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.ThisKeyword),
            SyntaxFactory.ParseArgumentList($"({Argument(constructor)})"));
        call = call.WithTrailingTrivia(constructor.Initializer?.GetTrailingTrivia() ?? end.TrailingTrivia);
        SyntaxToken close = end.WithTrailingTrivia(constructor.Initializer is null ? new(SyntaxFactory.Space) : end.TrailingTrivia);
        return constructor.WithParameterList(constructor.ParameterList.WithCloseParenToken(close)).WithInitializer(call);
    }

    private static string Argument(ConstructorDeclarationSyntax constructor)
    {
        ParameterSyntax? options = constructor.ParameterList.Parameters.FirstOrDefault(
            parameter => parameter.Type?.ToString().TrimEnd('?').Split('.').Last() == "NetworkOptions");
        return options?.Identifier.Text ?? "options: null";
    }
}
