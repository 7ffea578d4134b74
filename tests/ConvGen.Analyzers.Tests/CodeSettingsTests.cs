using System.Collections.Immutable;
using System.Globalization;
using ConvGen.Analyzers.Reading;
using ConvGen.Model;
using ConvGen.Tests;
using Microsoft.CodeAnalysis;

namespace ConvGen.Analyzers.Tests;

/// <summary>What a project asks of emitted code.</summary>
public class CodeSettingsTests
{
    [Theory]
    [InlineData("", "", "Avx512 Avx2 Portable", true)]
    [InlineData("ConvGenTargets=Avx2,Portable", "", "Avx2 Portable", true)]
    [InlineData("ConvGenTargets= portable , AVX512 ;ConvGenTraining=false", "", "Avx512 Portable", false)]
    [InlineData("ConvGenTargets=Avx2", "convgen_targets=portable", "Portable", true)]
    [InlineData("ConvGenTraining=false", "convgen_training=true", "Avx512 Avx2 Portable", true)]
    [InlineData("ConvGenTraining=", "convgen_targets=", "Avx512 Avx2 Portable", true)]
    public void TheFileGoesBeforeTheProject(string properties, string sections, string targets, bool training)
    {
        CodeSettings settings = CodeSettingsReader.Read(Settings(properties, sections), Compiled.Compile("").SyntaxTrees[0], problem => Assert.Fail(problem.Id));
        Assert.Equal(targets.Split(' '), settings.Targets);
        Assert.Equal(training, settings.Training);
    }

    [Theory]
    [InlineData("ConvGenTargets=Avx1024", "", "Option ConvGenTargets is 'Avx1024', but must be one or more of Avx512, Avx2, Portable")]
    [InlineData("ConvGenTargets=Avx2 Portable", "", "Option ConvGenTargets is 'Avx2 Portable', but must be one or more of Avx512, Avx2, Portable")]
    [InlineData("", "convgen_training=never", "Option convgen_training is 'never', but must be true or false")]
    public async Task WhatIsNotUnderstoodIsReportedAtTheNetwork(string properties, string sections, string message)
    {
        ImmutableArray<Diagnostic> found = await Compiled.AnalyzeAsync(
            Compiled.Compile("using ConvGen;\n[Input(4), Dense(2)] partial class Net;\nclass Other;"), settings: Settings(properties, sections));
        Diagnostic diagnostic = Assert.Single(found);
        Assert.Equal("CG2047", diagnostic.Id);
        Assert.Equal(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(1, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    private static ProjectSettings Settings(string properties, string sections) => new(Split(properties), Split(sections));

    private static Dictionary<string, string> Split(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
}
