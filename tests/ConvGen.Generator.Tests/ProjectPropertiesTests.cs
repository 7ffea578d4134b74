using ConvGen.Generator.Tests.Compiling;

namespace ConvGen.Generator.Tests;

/// <summary>A project gets the code that it asks for, and that compiles.</summary>
public class ProjectPropertiesTests
{
    private const string Source = """
        using ConvGen;
        [Input(3, 8, 8), Size(9, 9), Conv(4, k: 3, p: 1), Relu, GlobalAvgPool, Dense(3), Trainable(InputGradient = true)]
        public sealed partial class Net;
        """;

    [Theory]
    [InlineData("Avx512,Avx2,Portable", true)]
    [InlineData("Avx512", true)]
    [InlineData("Avx2", false)]
    [InlineData("Portable", true)]
    [InlineData("Avx512,Portable", false)]
    [InlineData("Avx2,Portable", true)]
    [InlineData("Avx512,Avx2", false)]
    public void OnlyWhatIsAskedForIsEmitted(string targets, bool training)
    {
        GeneratedProject project = UserProject.Current.Generate(
            new Dictionary<string, string> { ["ConvGenTargets"] = targets, ["ConvGenTraining"] = training.ToString() }, Source);
        Assert.Empty(project.Complaints(TestContext.Current.CancellationToken));
        string[] names = ["", "Forward.", .. training ? (string[])["Backward."] : [], .. targets.Split(',').Select(target => $"{target}.")];
        Assert.Equal(names.Select(name => $"Net.{name}g.cs"), project.Result.GeneratedSources.Select(source => source.HintName));
        Assert.Contains(training ? "ITrainableNetwork" : ": CgRuntime::INetwork", project.TextOf("Net.g.cs"), StringComparison.Ordinal);
        Assert.Equal(!targets.Contains("Portable", StringComparison.Ordinal), project.TextOf("Net.Forward.g.cs").Contains("throw NoTarget(", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIsNotUnderstoodChangesNothing() => Assert.Equal(
        UserProject.Current.Generate(Source).Result.GeneratedSources.Select(source => source.HintName),
        UserProject.Current.Generate(new Dictionary<string, string> { ["ConvGenTargets"] = "Avx1024" }, Source).Result.GeneratedSources.Select(source => source.HintName));
}
