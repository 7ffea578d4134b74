using ConvGen.Analyzers.Diagnostics;
using ConvGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Analyzers.Tests;

/// <summary>Whatever is offered fixes: for every case of every diagnostic, every fix is applied.</summary>
public class OfferedFixTests
{
    private static readonly CodeFixProvider[] Fixes =
    [
        new AddInputFix(), new EditArgumentsFix(), new MakePartialFix(), new MoveInputFix(), new RemoveAttributeFix(), new RenamePortFix(), new RenameReferenceFix(),
    ];

    public static TheoryData<string, string> Cases => [.. DiagnosticCases.All.Concat(AdviceCases.All)
        .Where(each => Fixes.Any(fix => fix.FixableDiagnosticIds.Contains(each.Id)))
        .Select(each => new TheoryDataRow<string, string>(each.Id, "using ConvGen;\n" + MarkedSource.Parse(each.Source).Text))];

    // What could not be seen before may show once a network has an input, or a number its right sign.
    private static readonly string[] NextMistakes = ["CG0009", "CG1006", "CG2015"];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task EveryOfferFixes(string id, string source)
    {
        foreach (CodeFixProvider fix in Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(id)))
        {
            foreach (string title in await FixedSource.TitlesAsync(fix, source))
            {
                string corrected = await FixedSource.ApplyAsync(fix, source, title);
                CSharpCompilation compilation = Compiled.Compile(corrected);
                Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(found => found.Severity == DiagnosticSeverity.Error));
                Assert.DoesNotContain(await Compiled.AnalyzeAsync(compilation, DiagnosticSeverity.Info), found => found.Id == id);
                Assert.All(await Compiled.AnalyzeAsync(compilation), found => Assert.Contains(found.Id, NextMistakes));
            }
        }
    }

    [Fact]
    public async Task EveryFixableIdentifierHasACaseWithAnOffer()
    {
        HashSet<string> offered = [];
        foreach ((string id, string _, string source) in DiagnosticCases.All.Concat(AdviceCases.All))
        {
            foreach (CodeFixProvider fix in Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(id)))
            {
                if ((await FixedSource.TitlesAsync(fix, "using ConvGen;\n" + MarkedSource.Parse(source).Text)).Count > 0)
                    offered.Add(id);
            }
        }

        // The arena is planned by the generator, which tests its own.
        IEnumerable<string> expected = Fixes.SelectMany(fix => fix.FixableDiagnosticIds).Except([Descriptors.ArenaBudget.Id]);
        Assert.Equal(expected.Order(StringComparer.Ordinal), offered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryFixIsOffered()
    {
        EditArgumentsFix fix = new();
        foreach ((string id, string _, string source) in DiagnosticCases.All)
        {
            Diagnostic diagnostic = Assert.Single(await Compiled.AnalyzeAsync(Compiled.Compile("using ConvGen;\n" + MarkedSource.Parse(source).Text)));
            Assert.True(ProblemDiagnostics.Fixes(diagnostic).Count == 0 || fix.FixableDiagnosticIds.Contains(id), id);
        }
    }
}
