extern alias generator;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetworkGenerator = generator::ConvGen.Generator.NetworkGenerator;

namespace ConvGen.Benchmarks.Modes;

/// <summary>The generator as the compiler drives it.</summary>
internal static class MeasuredGenerator
{
    /// <summary>A driver that has not run.</summary>
    /// <param name="tracks">Whether it notes what is done, which takes time of its own.</param>
    public static GeneratorDriver Create(bool tracks) => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()], driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, tracks));

    /// <summary>How many networks the last run of a driver that notes it has written again.</summary>
    public static int WrittenAgain(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).Count(IsWork);

    private static bool IsWork(IncrementalGeneratorRunStep step) =>
        step.Outputs.Any(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
}
