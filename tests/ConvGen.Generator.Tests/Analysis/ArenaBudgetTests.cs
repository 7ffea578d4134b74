using System.Globalization;
using ConvGen.CodeFixes;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Scheduling;
using ConvGen.Generator.Tests.Compiling;
using ConvGen.Generator.Tests.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;

namespace ConvGen.Generator.Tests.Analysis;

/// <summary>CG1012: a budget of arena bytes is kept.</summary>
public class ArenaBudgetTests
{
    private const string Layers = "[Input(1, 28, 28), Conv(6, k: 5, p: 2), Relu, MaxPool(k: 2, s: 2)";

    [Fact]
    public async Task ExceededBudgetIsReportedAtItsNumber()
    {
        string needed = ArenaBytes.ToString("N0", CultureInfo.InvariantCulture);
        string over = (ArenaBytes - 1000).ToString("N0", CultureInfo.InvariantCulture);
        Diagnostic found = Assert.Single(
            await PlanAnalysis.RunAsync($"{Layers}, Budget(Macs = 1_000_000, ArenaBytes = 1_000)]\ninternal partial class Net;"));
        Assert.Equal("CG1012", found.Id);
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Equal(
            $"Network 'Net' needs an arena of {needed} bytes, {over} over the budget of 1,000",
            found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal("ArenaBytes = 1_000", PlanAnalysis.Marked(found));
    }

    [Fact]
    public async Task BudgetThatIsMetExactlyIsKept()
    {
        Assert.Empty(await PlanAnalysis.RunAsync(Budgeted(ArenaBytes)));
        Assert.Single(await PlanAnalysis.RunAsync(Budgeted(ArenaBytes - 1)));
    }

    [Fact]
    public async Task BudgetIsRaisedToWhatIsNeeded()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Diagnostic found = Assert.Single(await PlanAnalysis.RunAsync(Budgeted(1)));
        using AdhocWorkspace workspace = new();
        Document document = workspace.AddProject("User", LanguageNames.CSharp)
            .WithMetadataReferences(UserProject.Current.Compile("").References)
            .AddDocument("Net.cs", found.Location.SourceTree!.ToString());
        List<CodeAction> offers = [];
        await new EditArgumentsFix().RegisterCodeFixesAsync(new(document, found, (offer, _) => offers.Add(offer), cancellation));
        CodeAction raise = Assert.Single(offers);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"Set ArenaBytes = {ArenaBytes}"), raise.Title);
        ApplyChangesOperation changes = Assert.Single((await raise.GetOperationsAsync(cancellation)).OfType<ApplyChangesOperation>());
        Assert.Equal(
            "using ConvGen;\n" + Budgeted(ArenaBytes), (await changes.ChangedSolution.GetDocument(document.Id)!.GetTextAsync(cancellation)).ToString());
    }

    [Theory]
    [InlineData("[Input(1, 28, 28), Conv(6, k: 5, s: 2), Budget(ArenaBytes = 1)] internal partial class Net;")]
    [InlineData("[Input(1, 28, 28), Conv(6, k: 5), Budget(Macs = 1, ArenaBytes = 1)] internal partial class Net;")]
    [InlineData("[Input(1, 28, 28), Conv(6, k: 5), Budget(ArenaBytes = long.MaxValue)] internal partial class Net;")]
    [InlineData("[Input(1, 28, 28), Conv(6, k: 5), Budget(Macs = 1_000_000)] internal partial class Net;")]
    [InlineData("[Input(1, 28, 28), Conv(6, k: 5)] internal partial class Net;")]
    [InlineData("[Budget(ArenaBytes = 1)] internal partial class Net;")]
    [InlineData("internal partial class Net;")]
    public async Task BrokenNetworksAndThoseWithoutABudgetAreLeftAlone(string source) => Assert.Empty(await PlanAnalysis.RunAsync(source));

    // What users read in Net.Info too.
    private static long ArenaBytes
    {
        get
        {
            NetworkPlan plan = Planned.Plan(Layers + "]");
            return plan.Inference.ArenaBytes;
        }
    }

    private static string Budgeted(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{Layers}, Budget(ArenaBytes = {bytes})] internal partial class Net;");
}
