using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using ConvGen.Analyzers.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Analyzers.Tests;

/// <summary>The pages of docs/diagnostics say what the analyzer says.</summary>
public partial class DocumentationTests
{
    private static readonly string Pages = Path.Combine(Repository(), "docs", "diagnostics");

    // What the import of ONNX files says is tested with it.
    private const string Import = "| [CG5";

    public static TheoryData<string> Ids => [.. Descriptors.All.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task PageShowsTheErrorAndTheFix(string id)
    {
        DiagnosticDescriptor descriptor = Descriptors.Of(id);
        string text = await File.ReadAllTextAsync(Path.Combine(Pages, $"{id}.md"), TestContext.Current.CancellationToken);

        // The page itself is what editors show; it stands nowhere else that a link could lead to.
        Assert.Equal(text, descriptor.Description.ToString(CultureInfo.InvariantCulture));
        Assert.Equal("", descriptor.HelpLinkUri);
        Assert.StartsWith($"# {id}: {descriptor.Title.ToString(CultureInfo.InvariantCulture)}\n", text, StringComparison.Ordinal);

        // No source that compiles brings them out, but a project, a fault, or an attribute that does not exist.
        if (id == Descriptors.UnknownOption.Id || id == Descriptors.InternalFault.Id || id == Descriptors.ForeignName.Id || id == Descriptors.SlowDebugBuild.Id)
            return;

        string[] examples = [.. CSharpBlock().Matches(text).Select(match => match.Groups[1].Value)];
        Assert.Equal(2, examples.Length);
        Assert.Empty(await AnalyzeAsync(examples[1], descriptor));
        if (id == Descriptors.ArenaBudget.Id)
            return;

        string[] printed = [.. PrintedBlock().Match(text).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal(printed, (await AnalyzeAsync(examples[0], descriptor)).Select(found => $"{Severity(descriptor)} {found.Id}: {found.GetMessage(CultureInfo.InvariantCulture)}"));
        Assert.Contains(printed, line => line.StartsWith($"{Severity(descriptor)} {id}: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task IndexListsEveryPage()
    {
        string index = await File.ReadAllTextAsync(Path.Combine(Pages, "README.md"), TestContext.Current.CancellationToken);
        Assert.Equal(
            Descriptors.All.Select(descriptor => $"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.Title.ToString(CultureInfo.InvariantCulture)} |"),
            index.Split('\n').Where(line => line.StartsWith("| [CG", StringComparison.Ordinal) && !line.StartsWith(Import, StringComparison.Ordinal)));
        Assert.Equal(
            Descriptors.All.Select(descriptor => descriptor.Id),
            Directory.GetFiles(Pages, "CG*.md")
                .Select(Path.GetFileNameWithoutExtension)
                .Where(id => !id!.StartsWith("CG5", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ReleasesListEveryIdentifier()
    {
        string folder = Path.Combine(Repository(), "src", "Analyzers");
        string releases = await File.ReadAllTextAsync(Path.Combine(folder, "AnalyzerReleases.Shipped.md"), TestContext.Current.CancellationToken)
            + await File.ReadAllTextAsync(Path.Combine(folder, "AnalyzerReleases.Unshipped.md"), TestContext.Current.CancellationToken);
        Assert.Equal(
            Descriptors.All.Select(descriptor => $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity}"),
            releases.Split('\n').Where(line => line.StartsWith("CG", StringComparison.Ordinal)).Select(line => line[..line.LastIndexOf(" | ", StringComparison.Ordinal)]));
    }

    // Of advice only that of the page: a small network brings out more.
    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string example, DiagnosticDescriptor descriptor)
    {
        CSharpCompilation compilation = Compiled.Compile("using ConvGen;\n" + example);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(found => found.Severity == DiagnosticSeverity.Error));
        ImmutableArray<Diagnostic> found = await Compiled.AnalyzeAsync(compilation, descriptor.DefaultSeverity);
        return [.. found.Where(each => descriptor.DefaultSeverity == DiagnosticSeverity.Error || each.Id == descriptor.Id)];
    }

    [SuppressMessage("Globalization", "CA1308", Justification = "That is how the compiler prints it.")]
    private static string Severity(DiagnosticDescriptor descriptor) => descriptor.DefaultSeverity.ToString().ToLowerInvariant();

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "docs", "diagnostics")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex("```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex PrintedBlock();
}
