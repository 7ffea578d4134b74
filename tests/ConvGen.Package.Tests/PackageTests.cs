using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;

namespace ConvGen.Package.Tests;

/// <summary>What users install: the package's content, and projects that reference nothing else.</summary>
public class PackageTests(PackageFixture package)
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
                [Conv(k: 3, Padding = PaddingKind.Same), Add("stem"), Relu]
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
        Assert.Contains("build/ConvGen.props", files);
        Assert.Contains("build/ConvGen.targets", files);
        Assert.Contains("docs/diagnostics/README.md", files);
        Assert.Contains("docs/diagnostics/CG1001.md", files);
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

    [Fact]
    public void ThePackageForServicesDependsOnTheCoreAndHealthChecksAlone()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.ServicePackagePath);
        Assert.Contains(archive.Entries, entry => entry.FullName == "lib/net8.0/ConvGen.Extensions.DependencyInjection.xml");
        Assert.Equal(
            ["lib/net8.0/ConvGen.Extensions.DependencyInjection.dll"],
            archive.Entries.Select(entry => entry.FullName).Where(file => file.EndsWith(".dll", StringComparison.Ordinal)));
        using Stream stream = archive.GetEntry("ConvGen.Extensions.DependencyInjection.nuspec")!.Open();
        XElement[] elements = [.. XDocument.Load(stream).Descendants()];
        XElement[] dependencies = [.. elements.Where(element => element.Name.LocalName == "dependency")];
        Assert.Equal(
            ["ConvGen", "Microsoft.Extensions.Diagnostics.HealthChecks"],
            dependencies.Select(dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal));
        Assert.Equal(package.Version, dependencies.Single(dependency => dependency.Attribute("id")!.Value == "ConvGen").Attribute("version")!.Value);
        Assert.Equal("web.md", elements.Single(element => element.Name.LocalName == "readme").Value);
    }

    [Fact]
    public void ThePackageForImagesDependsOnTheCoreAndTheDecoderAlone()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.ImagesPackagePath);
        Assert.Contains(archive.Entries, entry => entry.FullName == "lib/net8.0/ConvGen.Images.xml");
        Assert.Equal(
            ["lib/net8.0/ConvGen.Images.dll"],
            archive.Entries.Select(entry => entry.FullName).Where(file => file.EndsWith(".dll", StringComparison.Ordinal)));
        using Stream stream = archive.GetEntry("ConvGen.Images.nuspec")!.Open();
        XElement[] elements = [.. XDocument.Load(stream).Descendants()];
        Assert.Equal(
            ["ConvGen", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies"],
            elements.Where(element => element.Name.LocalName == "dependency").Select(dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal));
        Assert.Equal("images.md", elements.Single(element => element.Name.LocalName == "readme").Value);
    }

    [Fact]
    public void AProgramWithThePackageForImagesReadsThem()
    {
        const string Program = """
            using System;
            using System.IO;
            using ConvGen;
            using ConvGen.Images;

            // A PNG of one black pixel.
            Directory.CreateDirectory("photos/a");
            File.WriteAllBytes("photos/a/1.png", Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC"));
            var data = ImageFolderDataset.Load("photos", new ImageOptions { Height = 1, Width = 1 });
            float[] example = { 1, 1, 1 }, target = { 9 };
            data.Read(0, example, target);
            Console.WriteLine(string.Join(" ", example) + " " + target[0] + " " + data.Classes[0]);
            """;
        const string Reference = """<PackageReference Include="ConvGen.Images" Version="VERSION" />""";
        UserProject project = new(package, "images", "net10.0", $"</PropertyGroup><ItemGroup>{Reference.Replace("VERSION", package.Version)}</ItemGroup><PropertyGroup>", Program);
        (int built, string buildOutput) = project.Build();
        Assert.True(built == 0, buildOutput);
        (int ran, string output) = project.Run();
        Assert.True(ran == 0, output);
        Assert.Equal("0 0 0 0 a", output.Trim());
    }

    [Theory]
    [InlineData("net10.0", "<Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>")]
    [InlineData("net10.0", "<Nullable>disable</Nullable><ImplicitUsings>disable</ImplicitUsings><LangVersion>12</LangVersion>")]
    [InlineData("net9.0", "<Nullable>disable</Nullable><LangVersion>13</LangVersion><CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>")]
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

    [Fact]
    public void NetworksOfALibraryServeAnAppWithOthersOfTheirName()
    {
        const string Library = """
            namespace Company.Math.Vision
            {
                [ConvGen.Input(4), ConvGen.Dense(2)]
                public partial class Classifier;
            }
            """;
        const string App = """
            using ConvGen;

            // The app sees the networks of the library, and has one of the same name that is emitted for it.
            using var theirs = new Company.Math.Vision.Classifier(new NetworkOptions { Seed = 1 });
            using var ours = new Company.App.Classifier(new NetworkOptions { Seed = 1 });
            using var inner = new Company.App.Deep.Down.Classifier();
            float[] output = new float[2], other = new float[2];
            theirs.Forward(new float[] { 1, 2, 3, 4 }, output);
            ours.Forward(new float[] { 1, 2, 3, 4 }, other);
            System.Console.WriteLine(output.AsSpan().SequenceEqual(other) + " " + Company.App.Deep.Down.Classifier.OutputLength);

            namespace Company.App
            {
                [Input(4), Dense(2)]
                internal partial class Classifier;

                namespace Deep.Down
                {
                    [Input(4), Dense(7)]
                    public partial class Classifier;
                }
            }
            """;
        UserProject project = new UserProject(package, "two-projects", "net10.0", "<ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable>", App)
            .WithLibrary("net8.0", Library);
        (int built, string buildOutput) = project.Build();
        Assert.True(built == 0, buildOutput);
        (int ran, string output) = project.Run();
        Assert.True(ran == 0, output);
        Assert.Equal("True 7", output.Trim());
    }

    [Fact]
    public void ProjectGetsTheCodeThatItAsksFor()
    {
        const string Program = """
            using System;
            using ConvGen;

            using Net network = new(new NetworkOptions { MaxVectorBits = 128 });
            INetwork contract = network;
            try
            {
                network.Forward(new float[4], new float[2]);
            }
            catch (PlatformNotSupportedException error)
            {
                Console.WriteLine(error.Message);
            }

            Console.WriteLine(contract is ITrainableNetwork);

            [Input(4), Dense(2), Trainable]
            public sealed partial class Net;
            """;
        UserProject project = new(
            package,
            "settings",
            "net10.0",
            "<ConvGenTargets>Avx2, Avx512</ConvGenTargets><ConvGenTraining>false</ConvGenTraining><ConvGenSourceFolder>$(MSBuildProjectDirectory)/written</ConvGenSourceFolder>",
            Program);

        // The second build finds what the first has written, and does not compile it too; neither does one that is not told of the folder any more.
        foreach (string[] arguments in new string[][] { [], [], ["-p:ConvGenSourceFolder="] })
        {
            (int built, string buildOutput) = project.Build(arguments);
            Assert.True(built == 0, buildOutput);
        }

        Assert.Equal(["Net.Avx2.g.cs", "Net.Avx512.g.cs", "Net.Forward.g.cs", "Net.g.cs"], project.FilesIn("written"));
        (int ran, string output) = project.Run();
        Assert.True(ran == 0, output);
        Assert.Equal(
            [
                "The network was compiled for Avx512, Avx2, but this processor, or MaxVectorBits, allows none of them; Portable among the project's ConvGenTargets runs everywhere.",
                "False",
            ],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public void ADebuggerStepsIntoTheEmittedCode()
    {
        const string Program = """
            using ConvGen;
            System.Console.WriteLine(Net.OutputLength);

            [Input(3, 9, 9), Conv(4, k: 3), Relu, Dense(2)]
            public sealed partial class Net;
            """;
        UserProject project = new(package, "debugger", "net10.0", "", Program);
        (int built, string output) = project.Build();
        Assert.True(built == 0, output);

        // The text of every emitted file is in the symbols, and methods of each have places in it to stop at.
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(project.OpenSymbols());
        MetadataReader symbols = provider.GetMetadataReader();
        string Name(DocumentHandle document) => Path.GetFileName(symbols.GetString(symbols.GetDocument(document).Name));
        var stops = symbols.MethodDebugInformation.Select(symbols.GetMethodDebugInformation).SelectMany(method => method.GetSequencePoints())
            .Where(point => !point.IsHidden).Select(point => Name(point.Document)).ToHashSet();
        Guid embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
        string[] embedded =
        [
            .. symbols.Documents
                .Where(document => symbols.GetCustomDebugInformation(document).Any(
                    handle => symbols.GetGuid(symbols.GetCustomDebugInformation(handle).Kind) == embeddedSource))
                .Select(Name),
        ];
        foreach (string file in new[] { "Net.g.cs", "Net.Forward.g.cs", "Net.Avx512.g.cs", "Net.Avx2.g.cs", "Net.Portable.g.cs" })
        {
            Assert.Contains(file, embedded);
            Assert.Contains(file, stops);
        }
    }

    [Fact]
    public void FormatFixesFromTheCommandLine()
    {
        const string Wrong = """
            using ConvGen;
            System.Console.WriteLine(First.OutputLength + Second.OutputLength);

            [Input(3, 224, 224), Conv(20, k: 10, s: 3), BatchNorm, Relu]
            [Dense(10)]
            public sealed partial class First;

            [Input(6, 9), Conv(8, k: 3, s: 4), Dense(6), Relu(From = "fc"), Dense(2)]
            public sealed class Second;
            """;
        UserProject project = new(package, "format", "net10.0", "", Wrong);
        Assert.NotEqual(0, project.Build().ExitCode);

        (int exitCode, string output, string source) = project.Format("error", "CG0001", "CG0007", "CG1001");
        Assert.True(exitCode == 0, output);
        string right = Wrong
            .Replace("s: 3)", "s: 3, Rounding = RoundingMode.Floor)", StringComparison.Ordinal)
            .Replace("s: 4)", "s: 4, Rounding = RoundingMode.Floor)", StringComparison.Ordinal)
            .Replace("From = \"fc\"", "From = \"fc1\"", StringComparison.Ordinal)
            .Replace("sealed class", "sealed partial class", StringComparison.Ordinal);
        Assert.True(right == source, $"{source}\n{output}");

        (exitCode, output, source) = project.Format("info", "CG4002", "CG4004");
        Assert.True(exitCode == 0, output);
        string advised = right.Replace(
            "Conv(20, k: 10, s: 3, Rounding = RoundingMode.Floor)", "Conv(32, k: 10, s: 3, Rounding = RoundingMode.Floor, Bias = BiasKind.None)", StringComparison.Ordinal);
        Assert.True(advised == source, $"{source}\n{output}");

        (exitCode, output) = project.Build();
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void EditorconfigSwitchesAdvice()
    {
        const string Advised = """
            using ConvGen;
            System.Console.WriteLine(Net.OutputLength);

            [Input(3, 32, 32), Conv(20, k: 3), BatchNorm, Relu]
            [Dense(10)]
            public sealed partial class Net;
            """;
        UserProject project = new(package, "advice", "net10.0", "", Advised);
        (int exitCode, string output) = project.Build();
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("CG4", output, StringComparison.Ordinal);

        project.Configure(
            "dotnet_analyzer_diagnostic.category-ConvGen.Advice.severity = warning",
            "dotnet_diagnostic.CG4004.severity = none");
        (_, output) = project.Build();
        Assert.Contains("CG4001: Conv 'conv1': 20×30×30, 560 parameters, 486,000 MACs, receptive field 3×3", output, StringComparison.Ordinal);
        Assert.Contains("CG4002: Conv 'conv1': 20 filters run in 2 vectors of 16, as 32 would", output, StringComparison.Ordinal);
        Assert.DoesNotContain("CG4004", output, StringComparison.Ordinal);
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
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
        Assert.Equal(!fits, output.Contains("error CG1001: Conv 'conv1', width: (224 + 0 + 0 − 11)/4 + 1 = 54.25", StringComparison.Ordinal));
    }
}
