using ConvGen.Tests;

namespace ConvGen.Generator.Tests;

/// <summary>No line of the compiler's own code is longer than the project says.</summary>
public sealed class SourceLinesTests
{
    [Theory]
    [InlineData("src/Model")]
    [InlineData("src/Analyzers")]
    [InlineData("src/CodeFixes")]
    [InlineData("src/Generator")]
    public void NoLineIsTooLong(string folder) => SourceLines.Check(folder);
}
