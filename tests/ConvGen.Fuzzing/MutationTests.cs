using ConvGen.Fuzzing.Mutating;
using ConvGen.Fuzzing.Running;

namespace ConvGen.Fuzzing;

/// <summary>Whatever a declaration says, it is refused with an error of its own, or it is a network that runs; soon, and in little memory.</summary>
[Collection(nameof(FuzzCollection))]
public class MutationTests(FuzzCollection.Fixture fixture)
{
    [Fact]
    public void MutatedDeclarationsAreRefusedOrRun()
    {
        FuzzRun run = new(fixture.Process, Demand.RefusedOrRight);
        run.Try(Enumerable.Range(FuzzSettings.Seed, FuzzSettings.Mutations).Select(seed => (seed, Mutator.Draw(seed))));
        run.Conclude();
    }

    [Fact]
    public void HostileDeclarationsAreRefusedOrRun()
    {
        FuzzRun run = new(fixture.Process, Demand.RefusedOrRight, reduces: false);
        run.Try(Hostile.All.Select((declaration, i) => (i, declaration)));
        run.Conclude();
    }
}
