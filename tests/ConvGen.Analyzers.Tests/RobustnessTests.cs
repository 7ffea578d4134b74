using ConvGen.Analyzers.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Analyzers.Tests;

/// <summary>Code that is being typed: whatever it is, nothing is thrown.</summary>
public class RobustnessTests
{
    private const string Whole = """
        using ConvGen;
        namespace Half;
        [Input(3, 33, 33, Name = "image", Layout = InputLayout.Interleaved, Element = InputElement.Byte, Mean = [0.1, 2, 3], Std = new[] { 0.5 })]
        [Conv(8, k: 3, s: 2, Kernel = new[] { 3, 5 }, PadBegin = [1, 2], PadEnd = [0, -1], Rounding = RoundingMode.Floor), BatchNorm(Momentum = 0.2, Epsilon = 1e-3)]
        [MaxPool(2, Padding = PaddingKind.SameLower), Dropout(0.3), LeakyRelu(slope: 0.2)]
        [Conv(8, 1, Groups = 2, Bias = BiasKind.None, From = "pool1", Name = "a"), Concat("a", "pool1"), Add(with: ["concat1"])]
        [Dense(10), Softmax, Trainable(InputGradient = true), Budget(Parameters = 10, Macs = 1, ArenaBytes = 3)]
        public sealed partial class Net<T>(int size) { partial record struct Inner { [Input(1), Dense(1)] class Deep; } }
        """;

    [Fact]
    public async Task EveryPrefix()
    {
        for (int length = 0; length <= Whole.Length; length++)
            await Compiled.AnalyzeAsync(Compiled.Compile(Whole[..length]));
    }

    [Fact]
    public async Task EveryTokenMissing()
    {
        SyntaxNode root = await CSharpSyntaxTree.ParseText(Whole, cancellationToken: TestContext.Current.CancellationToken)
            .GetRootAsync(TestContext.Current.CancellationToken);
        foreach (SyntaxToken token in root.DescendantTokens())
            await Compiled.AnalyzeAsync(Compiled.Compile(Whole.Remove(token.SpanStart, token.Span.Length)));
    }

    [Fact]
    public async Task EveryTokenReplaced()
    {
        SyntaxNode root = await CSharpSyntaxTree.ParseText(Whole, cancellationToken: TestContext.Current.CancellationToken)
            .GetRootAsync(TestContext.Current.CancellationToken);
        string[] replacements = ["null", "int.MaxValue", "int.MinValue", "\"\"", "unknown", "default", "typeof(int)", "[]", "new int[0]", "(", "double.NaN"];
        foreach (SyntaxToken token in root.DescendantTokens())
        {
            foreach (string replacement in replacements)
                await Compiled.AnalyzeAsync(Compiled.Compile(Whole.Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, replacement)));
        }
    }

    [Theory]
    [InlineData("[Input(null), Dense(2)] partial class Net;")]
    [InlineData("[Input(3, 8), Conv(1, Kernel = null)] partial class Net;")]
    [InlineData("[Input(3, 8), Conv(1, 3, Kernel = null, Stride = null, PadBegin = null), Add(null)] partial class Net;")]
    [InlineData("[Input(3, 8), Add(null, null)] partial class Net;")]
    [InlineData("[Input(3, 8), Add((string)null)] partial class Net;")]
    [InlineData("[Input(3, 8), Conv(1, Kernel = [])] partial class Net;")]
    [InlineData("[Input(3, 8), Relu(Name = null, From = null)] partial class Net;")]
    [InlineData("[Input(3, 8), Relu(From = \"\")] partial class Net;")]
    [InlineData("[Input(int.MaxValue, int.MaxValue), Conv(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, Dilation = int.MaxValue)] partial class Net;")]
    [InlineData("[Input(int.MaxValue), Flatten, Concat(\"input\"), Dense(int.MaxValue)] partial class Net;")]
    [InlineData("[Input(1, 1), MaxPool(2, 1, 2_000_000, Dilation = 2_000_000)] partial class Net;")]
    [InlineData("[Input(1, 4), Input(1, 4, 4), Conv(1, 1, From = \"input2\"), Flatten, Dense(4, From = \"input\"), Add(\"flatten1\")] partial class Net;")]
    [InlineData("[Input(3), Dense(2)] delegate void Net();")]
    [InlineData("[Input(3), Dense(2)] enum Net { A }")]
    [InlineData("[Input(3), Dense(2)] interface Net;")]
    [InlineData("[assembly: Relu] [Input(3), Dense(2)] partial class Net;")]
    [InlineData("partial class Net { [Relu] int x; [Relu] void M() { } }")]
    public async Task StrangeButTyped(string source) => await Compiled.AnalyzeAsync(Compiled.Compile("using ConvGen;\n" + source));

    [Fact]
    public async Task UnreadableArgumentsAreTheCompilersToReport() => Assert.DoesNotContain(
        await Compiled.AnalyzeAsync(Compiled.Compile("using ConvGen;\n[Input(3, 8, 8), Conv(unknown, k: 3), Conv(8, Kernel = [x, 3]), Dense()] partial class Net;")),
        found => found.Id != Descriptors.NotPartial.Id);

    [Fact]
    public async Task WithoutTheRuntimeNothingIsReported() => Assert.Empty(await Compiled.AnalyzeAsync(
        Compiled.Compile("using ConvGen;\n[Input(3), Dense(2)] class Net;").WithReferences(Compiled.References.Take(1))));
}
