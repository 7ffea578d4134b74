using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Drawing;
using ConvGen.Fuzzing.Running;

namespace ConvGen.Fuzzing;

/// <summary>Drawn networks compute what they declare, forward and backward, whatever shares a project, a batch or a thread with them.</summary>
public class NetworkTests
{
    [Fact]
    public void DrawnNetworksComputeWhatTheyDeclare()
    {
        using FuzzRun run = new(Demand.Right);
        run.Try(FuzzSettings.Declaration is { } path
            ? [(FuzzSettings.Seed, DeclarationReader.Read(File.ReadAllText(path)))]
            : Enumerable.Range(FuzzSettings.Seed, FuzzSettings.Networks).Select(seed => (seed, NetworkDrawer.Draw(seed))));
        TestContext.Current.TestOutputHelper?.WriteLine(run.Summary);
        Assert.True(run.Report.Length == 0, run.Report);
    }
}
