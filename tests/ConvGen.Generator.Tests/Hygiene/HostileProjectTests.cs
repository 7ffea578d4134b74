using System.Reflection;
using ConvGen.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;

namespace ConvGen.Generator.Tests.Hygiene;

/// <summary>What a project calls its own things changes nothing about what emitted code means.</summary>
public class HostileProjectTests
{
    private const string Attributes = "using ConvGen;\n";

    // Between them they reach every part of the emitted text that is not a kernel, and kernels of many kinds.
    private static readonly (string Name, string Layers)[] Networks =
    [
        ("Trained", "[Input(3, 9, 9), Conv(8, k: 3, p: 1), BatchNorm, Relu, MaxPool(3), Dropout(0.25), Dense(5), Softmax, Trainable]"),
        ("Pixels", "[Input(3, 8, 8, Layout = InputLayout.Interleaved, Element = InputElement.Byte, Std = [0.5]), Size(12, 10), Conv(6, k: 3, p: 1), Gelu, GlobalAvgPool, Dense(3)]"),
        ("Ports", "[Input(2, 4, 4, Name = \"a\"), Input(2, 4, 4, Name = \"b\"), Multiply(\"a\", \"b\"), Output(\"product\"), Upsample(2), Pad(1, Mode = PadMode.Reflect), Output(\"larger\")]"),
        ("Wide", "[Input(16, 8, 8), Conv(16, k: 3, p: 1), Mish, DepthwiseConv(k: 3), LayerNorm, Softplus, Sin, Pow(2.5), Dense(40, Weights = WeightPrecision.BFloat16), LogSoftmax]"),
    ];

    private static readonly Lazy<float[][]> Plain = new(() => Run(Generate($"{Attributes}namespace Networks;\n{Partial()}"), "Networks."));

    /// <summary>Places of the user's own things.</summary>
    public static TheoryData<string> Places => ["same namespace", "enclosing class", "parent namespace", "sub-namespaces", "global using", "global aliases", "global namespace"];

    [Theory]
    [MemberData(nameof(Places))]
    public void MeansTheSame(string place)
    {
        (string[] files, string prefix) = Project(place);
        GeneratedProject project = Generate(files);
        Assert.Empty(project.Complaints(TestContext.Current.CancellationToken));
        Assert.All(Plain.Value, results => Assert.Contains(results, value => value != 0));
        Assert.Equal(Plain.Value, Run(project, prefix));
    }

    private static (string[] Files, string Prefix) Project(string place) => place switch
    {
        "same namespace" => (
            [$"{Attributes}namespace Networks;\n{Partial()}", Hostile($"namespace Networks;\n{HostileNames.Declared()}\n{HostileNames.DeclaredExtensions}\nclass System;\nclass ConvGen;")],
            "Networks."),
        "enclosing class" => (
            [$"{Attributes}namespace Networks;\ninternal partial class Outer\n{{\n{Partial()}\n}}", Hostile($"namespace Networks;\npartial class Outer\n{{\n{HostileNames.Declared()}\nclass System; class ConvGen; class CgSystem; class CgSimd; class CgMem;\n}}")],
            "Networks.Outer+"),
        "parent namespace" => (
            [$"{Attributes}namespace Networks.Deep;\n{Partial()}", Hostile($"namespace Networks;\n{HostileNames.Declared()}\n{HostileNames.DeclaredExtensions}\nclass System; class ConvGen; class CgSystem; class CgX86;")],
            "Networks.Deep."),
        "sub-namespaces" => (
            [
                $"{Attributes}namespace Networks;\n{Partial()}",
                Hostile(string.Join('\n', new[] { "System", "ConvGen", "System.Runtime", "ConvGen.Engine", "ConvGen.Weights", "Math", "Unsafe", "X86", "Engine", "Weights", "Vector512" }
                    .Select(name => $"namespace Networks.{name} {{ {HostileNames.Declared("Runtime", "Engine", "Weights")} }}"))),
            ],
            "Networks."),
        "global using" => (
            [
                $"{Attributes}namespace Networks;\n{Partial()}",
                Hostile($"global using Ui.Controls;\nglobal using static Ui.Controls.Members;\nnamespace Ui.Controls\n{{\n{HostileNames.Declared()}\n{HostileNames.DeclaredExtensions}\npublic static class Members {{ public static string nameof(object x) => \"\"; public static int CountExamples = 1, Target = 2; }}\n}}"),
            ],
            "Networks."),
        "global aliases" => (
            [$"{Attributes}namespace Networks;\n{Partial()}", Hostile($"{HostileNames.Aliased("Ui.Thing")}\nglobal using CgSystem = Ui.Thing;\nglobal using CgSimd = Ui.Thing;\nnamespace Ui {{ public static class Thing; }}")],
            "Networks."),
        "global namespace" => ([$"{Attributes}{Partial()}", Hostile($"{HostileNames.Declared()}\n{HostileNames.DeclaredExtensions}")], ""),
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };

    // Names such as var and _ have warnings of their own.
    private static string Hostile(string source) => $"#pragma warning disable\n{source}\n";

    private static string Partial() => string.Join('\n', Networks.Select(network => $"{network.Layers} public sealed partial class {network.Name};"));

    private static GeneratedProject Generate(params string[] files)
    {
        GeneratedProject project = UserProject.Current.Generate(files);
        Assert.Null(project.Result.Exception);
        return project.WithoutHiddenWarnings(TestContext.Current.CancellationToken);
    }

    private static float[][] Run(GeneratedProject project, string prefix)
    {
        Assembly assembly = Assembly.Load([.. project.Emit(TestContext.Current.CancellationToken)]);
        return [.. Networks.Select(network => NetworkRun.Of(assembly.GetType(prefix + network.Name, throwOnError: true)!))];
    }
}
