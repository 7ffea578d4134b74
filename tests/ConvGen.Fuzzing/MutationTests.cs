using ConvGen.Fuzzing.Mutating;
using ConvGen.Fuzzing.Running;

namespace ConvGen.Fuzzing;

/// <summary>Whatever a declaration says, it is refused with an error of its own, or it is a network that runs; soon, and in little memory.</summary>
public class MutationTests
{
    [Fact]
    public void MutatedDeclarationsAreRefusedOrRun()
    {
        using FuzzRun run = new(Demand.RefusedOrRight);
        run.Try(Enumerable.Range(FuzzSettings.Seed, FuzzSettings.Mutations).Select(seed => (seed, Mutator.Draw(seed))));
        Conclude(run);
    }

    [Fact]
    public void HostileDeclarationsAreRefusedOrRun()
    {
        using FuzzRun run = new(Demand.RefusedOrRight, reduces: false);
        run.Try(Hostile.All.Select((declaration, i) => (i, declaration)));
        Conclude(run);
    }

    private static void Conclude(FuzzRun run)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(run.Summary);
        Assert.True(run.Report.Length == 0, run.Report);
    }
}
