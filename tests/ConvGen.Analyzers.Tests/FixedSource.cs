using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Analyzers.Tests;

/// <summary>Source texts in a workspace, with code fixes applied.</summary>
internal static class FixedSource
{
    /// <summary>The titles that a fix offers, for all diagnostics it can mend.</summary>
    public static async Task<IReadOnlyList<string>> TitlesAsync(CodeFixProvider fix, string source)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, source);
        return [.. (await ActionsAsync(fix, document)).Select(action => action.Title)];
    }

    /// <summary>The text after applying the fix with a title.</summary>
    public static async Task<string> ApplyAsync(CodeFixProvider fix, string source, string title)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, source);
        CodeAction action = Assert.Single(await ActionsAsync(fix, document), action => action.Title == title);
        return await ResultAsync(document, action);
    }

    /// <summary>The text after applying a kind of fix to all diagnostics of the document at once.</summary>
    public static async Task<string> ApplyAllAsync(CodeFixProvider fix, string source, string key)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, source);
        FixAllContext context = new(
            document, fix, FixAllScope.Document, key, fix.FixableDiagnosticIds, new Provider(), TestContext.Current.CancellationToken);
        CodeAction? action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        Assert.NotNull(action);
        return await ResultAsync(document, action);
    }

    private static Document Open(AdhocWorkspace workspace, string source)
    {
        Project project = workspace.AddProject("User", LanguageNames.CSharp)
            .WithMetadataReferences(Compiled.References)
            .WithCompilationOptions(Compiled.Options)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp12));
        return project.AddDocument("Net.cs", source);
    }

    private static async Task<List<CodeAction>> ActionsAsync(CodeFixProvider fix, Document document)
    {
        List<CodeAction> actions = [];
        foreach (Diagnostic diagnostic in (await DiagnosticsAsync(document)).Where(found => fix.FixableDiagnosticIds.Contains(found.Id)))
        {
            CodeFixContext context = new(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken);
            await fix.RegisterCodeFixesAsync(context);
        }

        return actions;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Document document) =>
        await Compiled.AnalyzeAsync((await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken))!);

    private static async Task<string> ResultAsync(Document document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        Solution solution = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        return (await solution.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
    }

    private sealed class Provider : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await DiagnosticsAsync(project.Documents.Single());

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            await DiagnosticsAsync(document);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
