using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ConvGen.Conformance.Running;
using ConvGen.Numerics.Tests.Layers;
using ConvGen.Tests;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>The numeric tests on processors that have less than this one: child processes in which instruction sets are switched off.</summary>
public class TargetTests
{
    private const string ExpectedTarget = "CONVGEN_EXPECTED_TARGET";

    private const int MinTests = 70;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private static readonly Type[] ChildClasses =
    [
        typeof(TargetTests), typeof(DenseTests), typeof(BFloat16Tests), typeof(ChannelDotTests), typeof(GroupedConvolutionTests), typeof(InputTests),
        typeof(BatchTests), typeof(LearningTests),
    ];

    public static TheoryData<string, string> Processors => new()
    {
        { "DOTNET_EnableAVX512", "avx2" },
        { "DOTNET_EnableAVX2", "portable" },
        { "DOTNET_EnableHWIntrinsic", "portable" },
    };

    /// <summary>In a child process: the library chooses the target that the parent left.</summary>
    [Fact]
    public void TheExpectedTargetIsChosen()
    {
        string? expected = Environment.GetEnvironmentVariable(ExpectedTarget);
        Assert.SkipWhen(expected is null, "This is no child process with a processor of its own.");
        Assert.Equal(VectorTargets.Find(expected!), ChosenTarget.With(new NetworkOptions().MaxVectorBits));
        Assert.Equal(VectorTargets.Find(expected!), VectorTargets.Available[0]);
    }

    [Theory]
    [MemberData(nameof(Processors))]
    public async Task TheNumbersAreRightWithout(string instructions, string target)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(ExpectedTarget) is null, "This is a child process already.");
        ProcessStartInfo start = ThisProgram.Again();
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (Type type in ChildClasses)
        {
            start.ArgumentList.Add("-class");
            start.ArgumentList.Add(type.FullName!);
        }

        start.Environment[instructions] = "0";
        start.Environment[ExpectedTarget] = target;
        using Process child = Process.Start(start)!;
        Task<string> output = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await child.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!child.HasExited)
                child.Kill(entireProcessTree: true);
        }

        string text = await output + await errors;
        Assert.True(child.ExitCode == 0, text);
        Match summary = Regex.Match(text, @"Total: (\d+), Errors: 0, Failed: 0, Skipped: (\d+),");
        Assert.True(summary.Success, text);
        Assert.InRange(int.Parse(summary.Groups[1].ValueSpan, CultureInfo.InvariantCulture), MinTests, int.MaxValue);
        Assert.Equal(Processors.Count, int.Parse(summary.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
    }
}
