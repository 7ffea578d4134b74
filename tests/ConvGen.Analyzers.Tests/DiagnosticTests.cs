using System.Collections.Immutable;
using System.Globalization;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Analyzers.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Analyzers.Tests;

public class DiagnosticTests
{
    private const string Usings = "using ConvGen;\n";

    public static TheoryData<string, string, string> Cases => [.. DiagnosticCases.All.Concat(AdviceCases.All).Select(each =>
        new TheoryDataRow<string, string, string>(each.Id, each.Message, each.Source))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task HasItsSpanAndItsMessage(string id, string message, string source)
    {
        MarkedSource marked = MarkedSource.Parse(Usings + source);
        CSharpCompilation compilation = Compiled.Compile(marked.Text);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(found => found.Severity == DiagnosticSeverity.Error));

        // Of a right network several things may be told, of a wrong one what is wrong.
        DiagnosticSeverity severity = Descriptors.Of(id).DefaultSeverity;
        Diagnostic diagnostic = Assert.Single(
            await Compiled.AnalyzeAsync(compilation, DiagnosticSeverity.Hidden),
            found => severity == DiagnosticSeverity.Error || (found.Id == id && found.Location.SourceSpan == marked.Spans[0]));
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(Assert.Single(marked.Spans), diagnostic.Location.SourceSpan);
        Assert.Equal(severity, diagnostic.Severity);
    }

    [Fact]
    public void EveryIdentifierHasACase()
    {
        // The arena is planned by the generator, which reports and tests its own; options are the project's; no declaration is meant to bring out a fault;
        // names of other libraries have an analyzer of their own, and debug builds tests of theirs.
        IEnumerable<string> expected = Descriptors.All.Select(descriptor => descriptor.Id)
            .Except([Descriptors.ArenaBudget.Id, Descriptors.UnknownOption.Id, Descriptors.InternalFault.Id, Descriptors.ForeignName.Id, Descriptors.SlowDebugBuild.Id]);
        Assert.Equal(expected, DiagnosticCases.All.Concat(AdviceCases.All).Select(each => each.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task IsTheSameUnderAnotherCulture()
    {
        CultureInfo hostile = (CultureInfo)CultureInfo.GetCultureInfo("de-DE").Clone();
        hostile.NumberFormat.NegativeSign = "~";
        hostile.NumberFormat.NumberDecimalSeparator = "!";
        hostile.NumberFormat.NumberGroupSeparator = "?";
        CultureInfo previous = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = hostile;
        try
        {
            foreach ((string _, string message, string source) in DiagnosticCases.All)
            {
                Diagnostic diagnostic = Assert.Single(await AnalyzeAsync(MarkedSource.Parse(source).Text));
                Assert.Equal(message, diagnostic.GetMessage(hostile));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    [Fact]
    public async Task FaultOfItsOwnStaysWithItsNetwork()
    {
        MarkedSource marked = MarkedSource.Parse("using ConvGen; [Input(3), Dense(0)] partial class Bad; [Input(3), Dense(2)] partial class [|Faulty|]; class Other;");
        NetworkAnalyzer analyzer = new((type, cancellation, report) => type.Name == "Faulty" ? throw new InvalidOperationException("Thrown.") : NetworkReader.Read(type, cancellation, report));
        ImmutableArray<Diagnostic> found = await Compiled.AnalyzeAsync(Compiled.Compile(marked.Text), analyzer: analyzer);
        Assert.Equal(["CG2001", "CG0020"], found.Select(each => each.Id));
        Assert.Equal(Assert.Single(marked.Spans), found[1].Location.SourceSpan);
        string message = found[1].GetMessage(CultureInfo.InvariantCulture);
        Assert.StartsWith("ConvGen failed on network 'Faulty' with an internal error; please report it with the declaration: InvalidOperationException in ", message, StringComparison.Ordinal);
        Assert.EndsWith(": Thrown.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CannotBeSwitchedOff()
    {
        ImmutableArray<Diagnostic> found = await AnalyzeAsync("#pragma warning disable\n#pragma warning disable CG2003\n[Input(3, 8), Conv] partial class Net;");
        Assert.False(Assert.Single(found).IsSuppressed);
    }

    [Fact]
    public async Task StructsAreRefusedBesideTheCompilersOwnError() => Assert.Equal(
        "Network 'Net' must be a plain class, but it is a struct",
        Assert.Single(await AnalyzeAsync("[Input(3), Dense(2)] partial struct Net;")).GetMessage(CultureInfo.InvariantCulture));

    [Fact]
    public async Task EveryTypeAroundMustBePartial()
    {
        ImmutableArray<Diagnostic> found = await AnalyzeAsync("class A { partial class B { interface C { [Input(3), Dense(2)] class Net; } } }");
        Assert.Equal(["Class 'A'", "Interface 'C'", "Class 'Net'"], found.Select(each => each.GetMessage(CultureInfo.InvariantCulture).Split(" must")[0]));
    }

    [Fact]
    public async Task EveryMistakeOfALayerIsReported()
    {
        ImmutableArray<Diagnostic> found = await AnalyzeAsync(
            "[Input(3, 8, 8), Conv(-1, k: 0, s: -2, p: -3, Dilation = -4, Groups = -5, Name = \"\", From = \"x\")] partial class Net;");
        Assert.Equal(
            ["CG2001", "CG2001", "CG2001", "CG2002", "CG2001", "CG2001", "CG0006", "CG0007"],
            found.Select(each => each.Id));
    }

    [Fact]
    public async Task OneBadNetworkDoesNotTouchAnother()
    {
        ImmutableArray<Diagnostic> found = await AnalyzeAsync("[Input(3), Dense(0)] partial class Bad; [Input(3), Dense(2)] partial class Good;");
        Assert.Equal("CG2001", Assert.Single(found).Id);
    }

    [Fact]
    public async Task OtherAttributesAreLeftAlone() => Assert.Empty(await AnalyzeAsync(
        "[Other.Conv(0), System.Obsolete] class Net; namespace Other { class ConvAttribute(int k) : System.Attribute { public int K => k; } }"));

    [Fact]
    public async Task LayersMayStandOnOnePartAndSettingsOnAnother() =>
        Assert.Empty(await AnalyzeAsync("[Trainable] partial class Net; [Input(3), Dense(2)] partial class Net; [Budget(Macs = 6)] partial class Net;"));

    private static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string source) => Compiled.AnalyzeAsync(Compiled.Compile(Usings + source));
}
