using System.IO.Compression;
using System.Xml.Linq;

namespace ConvGen.Package.Tests;

/// <summary>What users install: the package's content, and projects that reference nothing else.</summary>
public class PackageTests(PackageFixture package) : IClassFixture<PackageFixture>
{
    private const string Program = """
        using System;
        using System.Globalization;
        using ConvGen;

        using (var network = new App.Nested.Tiny(new NetworkOptions { Seed = 3 }))
        {
            var input = new float[2 * App.Nested.Tiny.InputLength];
            for (int i = 0; i < input.Length; i++)
                input[i] = i % 7 - 3;
            var output = new float[2 * App.Nested.Tiny.OutputLength];
            network.Forward(input, output);
            long before = GC.GetAllocatedBytesForCurrentThread();
            network.Forward(input, output);
            Console.WriteLine("allocated " + (GC.GetAllocatedBytesForCurrentThread() - before));
            float sum = 0;
            for (int i = 0; i < App.Nested.Tiny.OutputLength; i++)
                sum += output[i];
            Console.WriteLine("sum " + sum.ToString("F3", CultureInfo.InvariantCulture));

            using (var session = new TrainingSession<App.Nested.Tiny>(network, new Sgd(0.1f), Loss.CrossEntropy, batchSize: 2))
            {
                var targets = new float[] { 0, 2 };
                float first = session.Step(input, targets);
                float last = first;
                for (int i = 0; i < 50; i++)
                    last = session.Step(input, targets);
                Console.WriteLine(last < first ? "learned" : "did not learn");
            }
        }

        namespace App
        {
            public static partial class Nested
            {
                [Input(1, 8, 8)]
                [Conv(4, k: 3, p: 1), BatchNorm, Relu(Name = "stem")]
                [Conv(k: 3, Padding = Padding.Same), Add("stem"), Relu]
                [MaxPool(k: 2), Dropout(0.1)]
                [Dense(3), Softmax]
                [Trainable]
                internal sealed partial class Tiny
                {
                    public int Own { get; set; }
                }
            }
        }
        """;

    [Fact]
    public void HoldsTheRuntimeAndTheFourCompilerParts()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.PackagePath);
        string[] files = [.. archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)];
        string[] assemblies = [.. files.Where(file => file.EndsWith(".dll", StringComparison.Ordinal))];
        Assert.Equal(
            [
                "analyzers/dotnet/cs/ConvGen.Analyzers.dll",
                "analyzers/dotnet/cs/ConvGen.CodeFixes.dll",
                "analyzers/dotnet/cs/ConvGen.Generator.dll",
                "analyzers/dotnet/cs/ConvGen.Model.dll",
                "lib/net10.0/ConvGen.dll",
                "lib/net8.0/ConvGen.dll",
            ],
            assemblies);
        Assert.Contains("lib/net8.0/ConvGen.xml", files);
        Assert.Contains("lib/net10.0/ConvGen.xml", files);
        Assert.Contains("README.md", files);
    }

    [Fact]
    public void DependsOnNothingAndSaysItsLicence()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.PackagePath);
        using Stream stream = archive.GetEntry("ConvGen.nuspec")!.Open();
        XElement[] elements = [.. XDocument.Load(stream).Descendants()];
        Assert.DoesNotContain(elements, element => element.Name.LocalName == "dependency");
        Assert.Equal("MIT", elements.Single(element => element.Name.LocalName == "license").Value);
        Assert.Equal("README.md", elements.Single(element => element.Name.LocalName == "readme").Value);
    }

    [Theory]
    [InlineData("net10.0", "<Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>")]
    [InlineData("net10.0", "<Nullable>disable</Nullable><ImplicitUsings>disable</ImplicitUsings><LangVersion>12</LangVersion>")]
    [InlineData("net8.0", "<Nullable>enable</Nullable><LangVersion>12</LangVersion><AnalysisLevel>latest</AnalysisLevel>")]
    public void ProjectWithNothingElseBuildsWithoutWarningAndRuns(string framework, string properties)
    {
        UserProject project = new(package, $"app-{Guid.NewGuid():N}", framework, properties, Program);
        (int built, string buildOutput) = project.Build();
        Assert.True(built == 0, buildOutput);
        Assert.Contains("0 Warning(s)", buildOutput, StringComparison.Ordinal);

        (int ran, string output) = project.Run();
        Assert.True(ran == 0, output);
        Assert.Equal(["allocated 0", "sum 1.000", "learned"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData(224, false)]
    [InlineData(227, true)]
    public void StrideThatDoesNotTileTheInputIsAnError(int side, bool fits)
    {
        string program = $"""
            using ConvGen;
            System.Console.WriteLine(AlexNetStart.OutputLength);

            [Input(3, {side}, {side})]
            [Conv(96, k: 11, s: 4), Relu]
            public sealed partial class AlexNetStart;
            """;
        (int exitCode, string output) = new UserProject(package, $"side-{side}", "net10.0", "", program).Build();
        Assert.True(fits == (exitCode == 0), output);
        Assert.Equal(!fits, output.Contains("error CG1001: Conv 'conv1', width: (224 + 0 + 0 − 11)/4 + 1 = 54.25", StringComparison.Ordinal));
    }
}
