using ConvGen.Tests;

namespace ConvGen.Package.Tests;

/// <summary>Models that a project file names: the build imports them, and the program has classes with weights.</summary>
public class ImportTests(PackageFixture package)
{
    // The input is what the reference was computed of; printed is the largest difference, as a part of the largest value.
    private const string Program = """
        using System;
        using System.Runtime.InteropServices;

        using var network = new Models.Digits();
        float[] input = MemoryMarshal.Cast<byte, float>(System.IO.File.ReadAllBytes(args[0])).ToArray();
        float[] expected = MemoryMarshal.Cast<byte, float>(System.IO.File.ReadAllBytes(args[1])).ToArray();
        float[] output = new float[expected.Length];
        network.Forward(input, output);
        double largest = 0, difference = 0;
        for (int i = 0; i < output.Length; i++)
        {
            largest = System.Math.Max(largest, System.Math.Abs(expected[i]));
            difference = System.Math.Max(difference, System.Math.Abs(expected[i] - output[i]));
        }

        System.Console.WriteLine(difference < 1e-4 * largest ? "agrees" : $"differs by {difference} of {largest}");
        #if TRAIN
        using var session = new ConvGen.TrainingSession<Models.Digits>(network, new ConvGen.Sgd(1e-7f), ConvGen.Loss.CrossEntropy, batchSize: 1);
        int wrong = output.AsSpan().IndexOf(System.Linq.Enumerable.Min(output));
        float first = session.Step(input, [wrong]);
        float second = session.Step(input, [wrong]);
        System.Console.WriteLine(second < first ? "learns" : $"{first} became {second}");
        #endif
        """;

    private static string Folder => SharedData.Path("onnx", "cntk-mnist-8");

    private static string Model => Path.Combine(Folder, "model.onnx");

    [Fact]
    public void AModelBecomesAClassWithItsWeights()
    {
        UserProject project = Project("import embedded", $"""<ConvGenModel Include="$(File)" ClassName="Digits" Trainable="$(Train)" />""", Program);
        string file = $"-p:File={Model}";
        Build(project, imports: true, file);
        Assert.Equal(["agrees"], Run(project));
        Assert.DoesNotContain("Models.Digits.safetensors", project.FilesIn("out"));

        // Neither the model nor its settings have changed; then a setting does.
        Build(project, imports: false, file);
        Build(project, imports: true, file, "-p:Train=true", "-p:DefineConstants=TRAIN");
        Assert.Equal(["agrees", "learns"], Run(project));

        // Nor is a model that an older one takes the place of the same.
        string copy = project.PathOf("model.onnx");
        File.Copy(Model, copy);
        Build(project, imports: true, $"-p:File={copy}");
        File.SetLastWriteTimeUtc(copy, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Build(project, imports: true, $"-p:File={copy}");
        Build(project, imports: false, $"-p:File={copy}");

        (int cleaned, string output) = project.Command("clean", "App.csproj", "-c", "Release");
        Assert.True(cleaned == 0, output);
        Assert.Empty(project.FilesIn(Path.Combine("obj", "Release", "net10.0", "ConvGen.Onnx")));
    }

    [Fact]
    public void WeightsOfALibraryAreCopiedBesideTheProgram()
    {
        UserProject project = Project("import copied", "", Program)
            .WithLibrary("net8.0", "", $"""<ConvGenModel Include="{Model}" ClassName="Digits" Weights="Copy" />""");
        Build(project, imports: true);
        Assert.Equal(["agrees"], Run(project));
        Assert.Contains("Models.Digits.safetensors", project.FilesIn("out"));
    }

    [Fact]
    public void AProgramCompiledAheadOfTimeHasTheClassAndItsWeights()
    {
        UserProject project = Project("import native", $"""<ConvGenModel Include="{Model}" ClassName="Digits" />""", Program);
        string output = project.PublishNative("native");
        Assert.DoesNotContain("warning", output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["agrees"], Lines(project.RunPublished(Reference())));
    }

    /// <summary>An editor asks for what would be compiled, and must know the class.</summary>
    [Fact]
    public void EditorsKnowTheClass()
    {
        UserProject project = Project("import edited", $"""<ConvGenModel Include="{Model}" Namespace="" />""", "");
        (int restored, string output) = project.Command("restore", "App.csproj");
        Assert.True(restored == 0, output);
        (int asked, string answer) = project.Command(
            "msbuild",
            "App.csproj",
            "-t:Compile",
            "-p:DesignTimeBuild=true",
            "-p:SkipCompilerExecution=true",
            "-p:ProvideCommandLineArgs=true",
            "-getItem:CscCommandLineArgs");
        Assert.True(asked == 0, answer);
        Assert.Contains("model.g.cs", answer, StringComparison.Ordinal);
        string source = File.ReadAllText(project.PathOf("obj", "Debug", "net10.0", "ConvGen.Onnx", "model.g.cs"));
        Assert.Contains("public sealed partial class Model;", source, StringComparison.Ordinal);
    }

    /// <summary>Everything that is wrong with any model is an error of the build, and the program is not compiled without them.</summary>
    [Fact]
    public void AllThatIsInTheWayIsAnError()
    {
        string refused = SharedData.Path("onnx", "neg-gtcrn", "model.onnx");
        string models = $"""
            <ConvGenModel Include="{refused}" ClassName="Gtcrn" />
            <ConvGenModel Include="missing.onnx" />
            <ConvGenModel Include="{Model}" ClassName="Cut" Outputs="nowhere" />
            <ConvGenModel Include="{Model}" ClassName="1x" />
            <ConvGenModel Include="{Model}" ClassName="Odd" InputShape="1x1x" />
            """;
        (int built, string output) = Project("import refused", models, "").Build();
        Assert.NotEqual(0, built);
        string[] expected =
        [
            "neg-gtcrn/model.onnx(GRU_153, GRU) : error CG5001: no layer computes GRU",
            "neg-gtcrn/model.onnx(ScatterND_227, ScatterND) : error CG5001: no layer computes ScatterND",
            "missing.onnx : error CG5005: the file cannot be read",
            "cntk-mnist-8/model.onnx : error CG5008: Outputs: the graph has no value 'nowhere'",
            "cntk-mnist-8/model.onnx : error CG5008: --class: '1x' is not a name for a class",
            "cntk-mnist-8/model.onnx : error CG5008: --input-shape: '1x1x' is not a shape",
            "error : Not imported: ",
        ];
        Assert.All(expected, line => Assert.Contains(line, output, StringComparison.Ordinal));
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ClassName=\"Model\"", "Trainable=\"true\"", "Two of these ConvGenModel items make the same class: Models.Model of ")]
    [InlineData("Weights=\"Inside\"", "ClassName=\"A\"", "Weights is 'Inside'; it is Embedded or Copy.")]
    [InlineData("Trainable=\"later\"", "ClassName=\"A\"", "Trainable is 'later'; it is true or false.")]
    public void SettingsThatCannotBeAreErrors(string first, string second, string message)
    {
        string models = $"""<ConvGenModel Include="{Model}" {first} /><ConvGenModel Include="{Model}" {second} />""";
        (int built, string output) = Project($"import {Guid.NewGuid():N}", models, "").Build();
        Assert.NotEqual(0, built);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    private UserProject Project(string name, string models, string program) => new(
        package, name, "net10.0", "<UseAppHost>true</UseAppHost><GenerateDocumentationFile>true</GenerateDocumentationFile>", program, models);

    private static void Build(UserProject project, bool imports, params string[] arguments)
    {
        (int built, string output) = project.Build(arguments);
        Assert.True(built == 0, output);
        Assert.Contains("0 Warning(s)", output, StringComparison.Ordinal);
        Assert.Equal(imports, output.Contains(": importing ", StringComparison.Ordinal));
    }

    private static string[] Run(UserProject project) =>
        Lines(project.Command(["exec", project.PathOf("out", "App.dll"), .. Reference()]));

    // What the model computes of its first test input.
    private static string[] Reference() => [Path.Combine(Folder, "case0.in.0.bin"), Path.Combine(Folder, "case0.out.0.bin")];

    private static string[] Lines((int ExitCode, string Output) run)
    {
        Assert.True(run.ExitCode == 0, run.Output);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
