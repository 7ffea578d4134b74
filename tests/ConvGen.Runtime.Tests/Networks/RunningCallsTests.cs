using ConvGen.Engine;

namespace ConvGen.Runtime.Tests.Networks;

/// <summary>How many threads a call takes, alone and beside others.</summary>
[Collection(nameof(AloneCollection))]
public class RunningCallsTests
{
    private const int Threads = 4;

    [Fact]
    public void ACallBesideOthersLeavesThemTheirProcessors()
    {
        using WeightStore weights = Store.Create(options: new NetworkOptions { Threads = Threads });
        using WeightStore others = Store.Create(options: new NetworkOptions { Threads = Threads });
        AssertAlone();
        Assert.Equal(Threads, ThreadsOfACall(weights));

        // A call counts from its first step that could be shared until it ends, also when it fails, and whatever network it runs.
        using var other = new ProbeContext(others);
        other.Call(() =>
        {
            other.RunStep(0, Threads);
            Assert.Equal(Threads, ThreadsOfACall(weights));
            other.RunStepOnTeam(0, Threads);
            other.RunStepOnTeam(0, Threads);
            Assert.InRange(ThreadsOfACall(weights), 1, Math.Max(1, Environment.ProcessorCount / 2));
            Assert.InRange(ThreadsOfACall(others), 1, Math.Max(1, Environment.ProcessorCount / 2));
        });

        AssertAlone();
        Assert.Equal(Threads, ThreadsOfACall(weights));
        Assert.Throws<ArithmeticException>(() => other.Call(() =>
        {
            other.RunStepOnTeam(0, Threads);
            throw new ArithmeticException();
        }));
        AssertAlone();
        Assert.Equal(Threads, ThreadsOfACall(weights));
    }

    [Fact]
    public void ANetworkOfOneThreadCountsAsNoCallThatCouldBeShared()
    {
        using WeightStore weights = Store.Create(options: new NetworkOptions { Threads = Threads });
        AssertAlone();
        using WeightStore single = Store.Create(options: new NetworkOptions { Threads = 1 });
        using var other = new ProbeContext(single);
        other.Call(() =>
        {
            other.RunStepOnTeam(0, Threads);
            Assert.Equal(Threads, ThreadsOfACall(weights));
        });
    }

    [Fact]
    public void AfterCallsHaveMetTheOnlyOneLeavesRoomForAWhile()
    {
        AssertAlone();

        // On a machine with other work the while may be over before anybody looks.
        Assert.Contains(Enumerable.Range(0, 50), _ =>
        {
            RunningCalls.Begin();
            RunningCalls.Begin();
            RunningCalls.End();
            int threads = RunningCalls.ThreadsForEach();
            RunningCalls.End();
            return threads == Environment.ProcessorCount / 2;
        });
        AssertAlone();
        RunningCalls.Begin();
        Assert.Equal(int.MaxValue, RunningCalls.ThreadsForEach());
        RunningCalls.End();
        Assert.Equal(int.MaxValue, RunningCalls.ThreadsForEach());
    }

    /// <summary>Waits for the end of the room that was left for others.</summary>
    internal static void AssertAlone() => Assert.True(SpinWait.SpinUntil(() => RunningCalls.ThreadsForEach() == int.MaxValue, TimeSpan.FromSeconds(10)));

    /// <summary>Runs a step whose items take so long that every thread that may have one gets one.</summary>
    private static int ThreadsOfACall(WeightStore weights)
    {
        HashSet<int> threads = [];
        using var context = new ProbeContext(weights, (_, _, _) =>
        {
            lock (threads)
            {
                threads.Add(Environment.CurrentManagedThreadId);
            }

            Thread.Sleep(200);
        });
        context.Call(() => context.RunStepOnTeam(0, Threads));
        return threads.Count;
    }
}
