using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Generator.Tests.Compiling;

/// <summary>The generator as an editor runs it: again and again, keeping what has not changed and noting which steps ran.</summary>
internal sealed class TrackedGenerator
{
    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()],
        parseOptions: UserProject.Current.Parsing,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs the generator once more.</summary>
    public GeneratorRunResult Run(Compilation compilation)
    {
        _driver = _driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        GeneratorRunResult result = _driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return result;
    }

    /// <summary>What became of the values of a step in the last run, in the order of the networks.</summary>
    public static ImmutableArray<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) => Reasons(result.TrackedSteps[step]);

    /// <summary>What became of the files in the last run, in the order of the networks.</summary>
    public static ImmutableArray<IncrementalStepRunReason> OutputReasons(GeneratorRunResult result) =>
        Reasons(result.TrackedOutputSteps.Values.SelectMany(steps => steps));

    private static ImmutableArray<IncrementalStepRunReason> Reasons(IEnumerable<IncrementalGeneratorRunStep> steps) =>
        [.. steps.SelectMany(step => step.Outputs).Select(output => output.Reason)];
}
