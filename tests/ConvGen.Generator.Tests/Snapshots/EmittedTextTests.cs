using System.IO.Enumeration;
using System.Text.RegularExpressions;
using ConvGen.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Generator.Tests.Snapshots;

/// <summary>
/// What is emitted for small networks, to be read: everything of a convolution, and of other networks the file that shows what is particular
/// to them. Kernels are for 256-bit vectors; others differ in the number of lanes.
/// </summary>
public partial class EmittedTextTests
{
    private const string MethodIndent = "            ";

    [Fact]
    public Task Members() => Verifier.Verify(TextOf("Networks.Tiny.g.cs"), extension: "cs");

    [Fact]
    public Task Forward() => Verifier.Verify(TextOf("Networks.Tiny.Forward.g.cs"), extension: "cs");

    [Fact]
    public Task Avx2Kernels() => Verifier.Verify(TextOf("Networks.Tiny.Avx2.g.cs"), extension: "cs");

    [Fact]
    public Task PixelForward() => Verifier.Verify(TextOf("Networks.Tiny-Pixels.Forward.g.cs", Declarations.TinyPixels), extension: "cs");

    [Fact]
    public Task Winograd() => Verifier.Verify(
        Methods("[Input(16, 4, 4), Conv(8, k: 3, p: 1, Algorithm = ConvolutionAlgorithm.Winograd)]", "Forward", "Winograd*"), extension: "cs");

    [Fact]
    public Task Fourier() => Verifier.Verify(
        Methods("[Input(16, 4, 4), Conv(8, k: 5, p: 2, Algorithm = ConvolutionAlgorithm.Fft)]", "Forward", "Fourier8Step*", "FourierProducts*", "FourierConv*"),
        extension: "cs");

    [Fact]
    public Task Dense() => Verifier.Verify(Methods("[Input(20), Dense(10), Tanh]", "Forward", "*Tile2x1", "DenseFrom20To10"), extension: "cs");

    [Fact]
    public Task Depthwise() => Verifier.Verify(
        Methods("[Input(16, 5, 5), DepthwiseConv(k: 3, s: 2, p: 1), Relu]", "Forward", "Depthwise*"), extension: "cs");

    [Fact]
    public Task BackwardPass() => Verifier.Verify(
        Methods("[Input(3, 6, 6), Conv(4, k: 3), Relu, Dense(2), Trainable]", "Train*", "ExecuteTraining", "ReluGradient*", "WeightGradient*"), extension: "cs");

    [Fact]
    public Task SeveralPorts() => Verifier.Verify(ForwardOf("""
        [Input(2, 4, 4, Name = "left")]
        [Input(2, 4, 4, Name = "right")]
        [Add("left"), Output("sum")]
        [Conv(3, k: 3), Relu]
        """), extension: "cs");

    [Fact]
    public Task SeveralSizes() => Verifier.Verify(ForwardOf("[Input(3, 8, 8), Size(16, 16), Conv(4, k: 3), GlobalAvgPool]"), extension: "cs");

    private static string ForwardOf(string network) => TextOf("Net.Forward.g.cs", Declare(network));

    // Methods of the kernels for 256-bit vectors, by their names.
    private static string Methods(string network, params string[] patterns)
    {
        IEnumerable<string> methods = CSharpSyntaxTree.ParseText(TextOf("Net.Avx2.g.cs", Declare(network)))
            .GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, method.Identifier.Text)))
            .Select(method => string.Join('\n', method.ToFullString().Trim('\n').Split('\n').Select(Outdented)));
        return string.Join("\n\n", methods);
    }

    private static string Outdented(string line) => line.StartsWith(MethodIndent, StringComparison.Ordinal) ? line[MethodIndent.Length..] : line;

    private static string Declare(string network) => $"using ConvGen;\n{network}\npublic sealed partial class Net;";

    private static string TextOf(string file, Declaration? declaration = null) => TextOf(file, (declaration ?? Declarations.Tiny).Source);

    // The version of the generator is another at every release.
    private static string TextOf(string file, string source) => Version().Replace(UserProject.Current.Generate(source).TextOf(file), "$1VERSION$2");

    [GeneratedRegex("""(GeneratedCode\("ConvGen", ")[0-9.]+("\))""")]
    private static partial Regex Version();
}
