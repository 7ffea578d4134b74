namespace ConvGen.Package.Tests;

/// <summary>The sample that is compiled ahead of time: without a warning, and with the answers of the just-in-time compiler.</summary>
public class AheadOfTimeTests(PackageFixture package)
{
    private const string Framework = "net10.0";

    [Fact]
    public void AnswersAreThoseOfTheJustInTimeCompiler()
    {
        string samples = Path.Combine(PackageFixture.FindRoot(), "samples");
        string[] files =
        [
            .. new[] { "Aot", "Shared" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(samples, folder), "*.cs")),
            .. new[] { "LeNet5Inference.cs", "StrokeDigits.cs", "Strokes.cs" }.Select(file => Path.Combine(samples, "Digits", file)),
        ];
        const string Properties = "<UseAppHost>true</UseAppHost><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable><InvariantGlobalization>true</InvariantGlobalization>";
        UserProject project = new UserProject(package, "aot", Framework, Properties, "").WithFiles(files);

        Check(project, "native");
        Check(project, instructions: "", ("DOTNET_EnableAVX2", "0"));
    }

    private static void Check(UserProject project, string instructions, params (string Name, string Value)[] switches)
    {
        (int built, string buildOutput) = project.Build();
        Assert.True(built == 0, buildOutput);
        (int ran, string expected) = project.Run(switches);
        Assert.True(ran == 0, expected);

        Assert.DoesNotContain("warning", project.PublishNative(instructions), StringComparison.OrdinalIgnoreCase);
        (int answered, string answer) = project.RunPublished();
        Assert.True(answered == 0, answer);

        // What looks like what, on which target after how long, and every bit.
        (string[] want, string[] got) = (Lines(expected), Lines(answer));
        Assert.Equal(3, want.Length);
        Assert.Equal(want[0], got[0]);
        Assert.Equal(want[1].Split(',')[0], got[1].Split(',')[0]);
        Assert.Equal(want[2], got[2]);
        if (instructions.Length == 0)
            Assert.StartsWith("on Portable,", want[1], StringComparison.Ordinal);
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
