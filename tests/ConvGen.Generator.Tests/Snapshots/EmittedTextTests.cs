using System.Text.RegularExpressions;
using ConvGen.Generator.Tests.Compiling;

namespace ConvGen.Generator.Tests.Snapshots;

/// <summary>What is emitted for one small convolution, to be read; the forward pass of bytes too.</summary>
public partial class EmittedTextTests
{
    [Fact]
    public Task Members() => Verifier.Verify(TextOf("Networks.Tiny.g.cs"), extension: "cs");

    [Fact]
    public Task Forward() => Verifier.Verify(TextOf("Networks.Tiny.Forward.g.cs"), extension: "cs");

    [Fact]
    public Task Avx2Kernels() => Verifier.Verify(TextOf("Networks.Tiny.Avx2.g.cs"), extension: "cs");

    [Fact]
    public Task PixelForward() => Verifier.Verify(TextOf("Networks.Tiny-Pixels.Forward.g.cs", Declarations.TinyPixels), extension: "cs");

    // The version of the generator is another at every release.
    private static string TextOf(string file, Declaration? declaration = null) =>
        Version().Replace(UserProject.Current.Generate((declaration ?? Declarations.Tiny).Source).TextOf(file), "$1VERSION$2");

    [GeneratedRegex("""(GeneratedCode\("ConvGen", ")[0-9.]+("\))""")]
    private static partial Regex Version();
}
