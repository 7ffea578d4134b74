using ConvGen.Tests;

namespace ConvGen.Runtime.Tests;

public class SourceLinesTests
{
    [Fact]
    public void NoLineOfTheRuntimeIsTooLong() => SourceLines.Check("src/Runtime");

    [Fact]
    public void LinesThatAreTooLongAreFoundWithFileAndNumber()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".editorconfig", "[*.cs]\nmax_line_length = 10\n"u8.ToArray());
        Directory.CreateDirectory(folder.File("Code"));
        folder.Write("Code/Some.cs", "0123456789\n0123456789a\n// ×·√π³→∞\n"u8.ToArray());
        Directory.CreateDirectory(folder.File("Code/obj"));
        folder.Write("Code/obj/Generated.cs", "0123456789abcdef"u8.ToArray());

        string found = Assert.Single(SourceLines.TooLong(folder.Root, "Code"));

        Assert.Equal($"{Path.Combine("Code", "Some.cs")}(2): 11 characters, of at most 10", found);
    }
}
