using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Drawing;
using ConvGen.Fuzzing.Running;

namespace ConvGen.Fuzzing;

/// <summary>Drawn networks compute what they declare, forward and backward, whatever shares a project, a batch or a thread with them.</summary>
[Collection(nameof(FuzzCollection))]
public class NetworkTests(FuzzCollection.Fixture fixture)
{
    [Fact]
    public void DrawnNetworksComputeWhatTheyDeclare()
    {
        FuzzRun run = new(fixture.Process, Demand.Right);
        run.Try(FuzzSettings.Declaration is { } path
            ? [(FuzzSettings.Seed, DeclarationReader.Read(File.ReadAllText(path)))]
            : Enumerable.Range(FuzzSettings.Seed, FuzzSettings.Networks).Select(seed => (seed, NetworkDrawer.Draw(seed))));
        run.Conclude();
    }
}
