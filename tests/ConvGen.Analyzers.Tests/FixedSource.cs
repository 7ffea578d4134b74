using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvGen.Analyzers.Tests;

/// <summary>Source texts in a workspace, with code fixes applied.</summary>
internal static class FixedSource
{
    /// <summary>The titles that a fix offers, for all diagnostics it can fix.</summary>
    public static async Task<IReadOnlyList<string>> TitlesAsync(CodeFixProvider fix, string source)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, source);
        return [.. (await ActionsAsync(fix, document)).Select(action => action.Title)];
    }

    /// <summary>The text after applying the fix with a title.</summary>
    public static async Task<string> ApplyAsync(
        CodeFixProvider fix, string source, string title, DiagnosticAnalyzer? analyzer = null, CSharpCompilationOptions? options = null)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, source);
        document = document.Project.WithCompilationOptions(options ?? Compiled.Options).GetDocument(document.Id)!;
        CodeAction action = Assert.Single(await ActionsAsync(fix, document, analyzer), action => action.Title == title);
        return await ResultAsync(document.Id, action);
    }

    /// <summary>The text after applying what the fix offers first.</summary>
    public static async Task<string> ApplyFirstAsync(CodeFixProvider fix, string source)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, source);
        return await ResultAsync(document.Id, (await ActionsAsync(fix, document))[0]);
    }

    /// <summary>The text after applying a kind of fix to all diagnostics of the document at once.</summary>
    public static async Task<string> ApplyAllAsync(CodeFixProvider fix, string source, string key) =>
        Assert.Single(await ApplyAllAsync(fix, FixAllScope.Document, key, source));

    /// <summary>The texts after applying a kind of fix to all diagnostics of a scope at once, which the first text stands for.</summary>
    public static async Task<IReadOnlyList<string>> ApplyAllAsync(CodeFixProvider fix, FixAllScope scope, string key, params string[] sources)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, sources);
        FixAllContext context = new(document, fix, scope, key, fix.FixableDiagnosticIds, new Provider(), TestContext.Current.CancellationToken);
        CodeAction? action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        Assert.NotNull(action);
        List<string> results = [];
        foreach (DocumentId id in document.Project.DocumentIds)
            results.Add(await ResultAsync(id, action));
        return results;
    }

    private static Document Open(AdhocWorkspace workspace, params string[] sources)
    {
        Project project = workspace.AddProject("User", LanguageNames.CSharp)
            .WithMetadataReferences(Compiled.References)
            .WithCompilationOptions(Compiled.Options)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp12));
        foreach (string source in sources)
            project = project.AddDocument($"File{project.DocumentIds.Count}.cs", source).Project;
        return project.Documents.First();
    }

    private static async Task<List<CodeAction>> ActionsAsync(CodeFixProvider fix, Document document, DiagnosticAnalyzer? analyzer = null)
    {
        List<CodeAction> actions = [];
        foreach (Diagnostic diagnostic in (await DiagnosticsAsync(document.Project, analyzer)).Where(found => fix.FixableDiagnosticIds.Contains(found.Id)))
        {
            CodeFixContext context = new(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken);
            await fix.RegisterCodeFixesAsync(context);
        }

        return actions;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Project project, DiagnosticAnalyzer? analyzer = null) =>
        await Compiled.AnalyzeAsync((await project.GetCompilationAsync(TestContext.Current.CancellationToken))!, DiagnosticSeverity.Hidden, analyzer: analyzer);

    private static async Task<string> ResultAsync(DocumentId document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        Solution solution = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        return (await solution.GetDocument(document)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
    }

    private sealed class Provider : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await DiagnosticsAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            [.. (await DiagnosticsAsync(document.Project)).Where(found => found.Location.SourceTree?.FilePath == document.Name)];

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
