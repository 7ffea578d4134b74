using ConvGen.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Generator.Tests;

/// <summary>Which debug builds are optimised.</summary>
public sealed class DebugBuildTests
{
    private const string Network = "using ConvGen;\n[Input(4), Dense(2)] public sealed partial class Net;\n";

    private const string Others = "internal sealed class Other;\ninternal enum More { One }\n";

    private static readonly UserProject Debug = UserProject.Current with { Optimized = false };

    [Theory]
    [InlineData(Network, true)]
    [InlineData(Network + Others, false)]
    [InlineData(Network + Others, true, "ConvGenOptimize=true")]
    [InlineData(Network + Others, true, "IsTestProject=true")]
    [InlineData(Network + "[Block, Relu] internal sealed class Stage;" + Others, true)]
    [InlineData(Network, false, "ConvGenOptimize=false")]
    [InlineData(Network, false, "ConvGenOptimize=false", "IsTestProject=true")]
    [InlineData(Others, false, "ConvGenOptimize=true")]
    [InlineData("[assembly: System.Diagnostics.Debuggable(true, true)]\n[ConvGen.Input(4), ConvGen.Dense(2)] public sealed partial class Net;", false, "ConvGenOptimize=true")]
    public void TheProjectDecides(string source, bool isOptimized, params string[] properties)
    {
        Dictionary<string, string> settings = properties.Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        GeneratedProject project = Debug.Generate(settings, source);
        Assert.Empty(project.Complaints(TestContext.Current.CancellationToken));
        Assert.Equal(isOptimized, project.Result.GeneratedSources.Any(file => file.HintName == OptimizedDebugBuild.HintName));
        Assert.DoesNotContain(
            UserProject.Current.Generate(settings, source).Result.GeneratedSources, file => file.HintName == OptimizedDebugBuild.HintName);
    }

    /// <summary>A program is more than its networks.</summary>
    [Fact]
    public void AProgramIsAsked()
    {
        CSharpCompilation program = Debug.Compile(Network).WithOptions(Debug.Options.WithOutputKind(OutputKind.ConsoleApplication));
        GeneratorDriverRunResult result = CSharpGeneratorDriver.Create(new NetworkGenerator())
            .RunGenerators(program, TestContext.Current.CancellationToken)
            .GetRunResult();
        Assert.DoesNotContain(result.Results.Single().GeneratedSources, file => file.HintName == OptimizedDebugBuild.HintName);
    }
}
