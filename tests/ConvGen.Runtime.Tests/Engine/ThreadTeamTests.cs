using System.Collections.Concurrent;
using ConvGen.Engine;

namespace ConvGen.Runtime.Tests.Engine;

public class ThreadTeamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void EveryItemIsExecutedExactlyOnceInContiguousRanges(int threads)
    {
        using var team = new ThreadTeam(threads);
        for (int items = 0; items < 40; items++)
        {
            int[] counts = new int[items];
            var ranges = new ConcurrentBag<(int Begin, int End)>();
            StepItems execute = (step, begin, end, _) =>
            {
                Assert.Equal(5, step);
                ranges.Add((begin, end));
                for (int i = begin; i < end; i++)
                {
                    Interlocked.Increment(ref counts[i]);
                }
            };
            team.Run(execute, 5, items);
            Assert.All(counts, count => Assert.Equal(1, count));
            Assert.Equal(Math.Min(items, threads), ranges.Count);
            Assert.All(ranges, range => Assert.InRange(range.End - range.Begin, items / threads, (items + threads - 1) / threads));
        }
    }

    [Fact]
    public void CallerTakesTheFirstRange()
    {
        using var team = new ThreadTeam(3);
        int first = 0;
        StepItems execute = (_, begin, _, _) =>
        {
            if (begin == 0)
            {
                first = Environment.CurrentManagedThreadId;
            }
        };
        team.Run(execute, 0, 9);
        Assert.Equal(Environment.CurrentManagedThreadId, first);
    }

    [Fact]
    public void ResultsDoNotDependOnTheNumberOfThreads()
    {
        double[] Compute(int threads)
        {
            double[] results = new double[97];
            using var team = new ThreadTeam(threads);
            StepItems execute = (_, begin, end, _) =>
            {
                for (int i = begin; i < end; i++)
                {
                    results[i] = Math.Sin(i) / 3;
                }
            };
            team.Run(execute, 0, results.Length);
            return results;
        }

        var expected = Compute(1);
        Assert.All([2, 3, 4, 7], threads => Assert.Equal(expected, Compute(threads)));
    }

    [Fact]
    public async Task WhileTheTeamIsBusyTheCallerDoesEverythingItself()
    {
        using var team = new ThreadTeam(2);
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        StepItems slow = (_, begin, _, _) =>
        {
            if (begin == 0)
            {
                started.Set();
                release.Wait(Patience);
            }
        };
        var busy = Task.Run(() => team.Run(slow, 0, 10), TestContext.Current.CancellationToken);
        try
        {
            Assert.True(started.Wait(Patience, TestContext.Current.CancellationToken));
            var ranges = new List<(int, int, int)>();
            StepItems other = (_, begin, end, _) => ranges.Add((begin, end, Environment.CurrentManagedThreadId));
            team.Run(other, 0, 10);
            Assert.Equal([(0, 10, Environment.CurrentManagedThreadId)], ranges);
            Assert.Throws<InvalidOperationException>(team.Dispose);
        }
        finally
        {
            release.Set();
            await busy;
        }
    }

    [Fact]
    public void StepsInsideStepsRunOnTheirOwnThread()
    {
        using var team = new ThreadTeam(2);
        int inner = 0;
        StepItems nested = (_, begin, end, _) => Interlocked.Add(ref inner, end - begin);
        StepItems execute = (_, _, _, _) => team.Run(nested, 0, 10);
        team.Run(execute, 0, 2);
        Assert.Equal(20, inner);
    }

    [Fact]
    public void FailureOfAnotherThreadReachesTheCallerAndTheTeamGoesOn()
    {
        using var team = new ThreadTeam(4);
        StepItems failing = (_, begin, _, _) =>
        {
            if (begin > 0)
            {
                throw new ArithmeticException($"range at {begin}");
            }
        };
        for (int round = 0; round < 20; round++)
        {
            // All three others fail; the first in order is told, whichever was faster.
            Assert.Equal("range at 2", Assert.Throws<ArithmeticException>(() => team.Run(failing, 0, 8)).Message);
        }

        int done = 0;
        StepItems execute = (_, begin, end, _) => Interlocked.Add(ref done, end - begin);
        team.Run(execute, 0, 8);
        Assert.Equal(8, done);
    }

    [Fact]
    public void FailureOfTheCallerWaitsForTheOthers()
    {
        using var team = new ThreadTeam(2);
        bool finished = false;
        StepItems execute = (_, begin, _, _) =>
        {
            if (begin == 0)
            {
                throw new ArithmeticException();
            }

            Thread.Sleep(50);
            Volatile.Write(ref finished, true);
        };
        Assert.Throws<ArithmeticException>(() => team.Run(execute, 0, 2));
        Assert.True(finished);
    }

    [Fact]
    public void ThreadsParkWhenThereIsNothingToDoAndWakeAgain()
    {
        using var team = new ThreadTeam(3);
        int done = 0;
        StepItems execute = (_, begin, end, _) => Interlocked.Add(ref done, end - begin);
        for (int round = 1; round <= 50; round++)
        {
            Assert.True(SpinWait.SpinUntil(() => team.ParkedThreads == 2, Patience));
            team.Run(execute, 0, 9);
            Assert.Equal(9 * round, done);
        }
    }

    [Fact]
    public void QuickSuccessionLosesNoWakeUp()
    {
        using var team = new ThreadTeam(3);
        int done = 0;
        StepItems execute = (_, begin, end, _) => Interlocked.Add(ref done, end - begin);
        for (int round = 0; round < 20_000; round++)
        {
            team.Run(execute, 0, 3);
            if (round % 64 == 0)
            {
                Thread.Sleep(0);
            }
        }

        Assert.Equal(60_000, done);
    }

    [Fact]
    public void RunningAllocatesNothingOnAnyThread()
    {
        using var team = new ThreadTeam(3);
        long[] allocated = new long[3];
        long[] before = new long[3];
        bool slow = false;
        StepItems execute = (_, begin, _, _) =>
        {
            allocated[begin] = GC.GetAllocatedBytesForCurrentThread();
            if (slow && begin > 0)
            {
                Thread.Sleep(2); // the caller parks until this thread is done, and the others while they have nothing to do
            }
        };
        void Rounds(int count)
        {
            for (int i = 0; i < count; i++)
            {
                slow = i % 10 == 0;
                team.Run(execute, 0, 3);
                if (slow)
                {
                    Thread.Sleep(2);
                }
            }
        }

        // The first times, the runtime compiles, and makes what it keeps for each thread that waits.
        Rounds(400);
        allocated.CopyTo(before, 0);
        Rounds(400);
        Assert.Equal(before, allocated);
    }

    [Fact]
    public void DisposeEndsTheThreads()
    {
        var team = new ThreadTeam(3);
        var threads = new Thread[3];
        StepItems execute = (_, begin, _, _) => threads[begin] = Thread.CurrentThread;
        team.Run(execute, 0, 3);
        Assert.All(threads[1..], thread => Assert.True(thread.IsAlive && thread.IsBackground));
        team.Dispose();
        team.Dispose();
        Assert.All(threads[1..], thread => Assert.False(thread.IsAlive));
        Assert.Throws<ObjectDisposedException>(() => team.Run(execute, 0, 3));
    }

    [Fact]
    public void OneThreadNeedsNoTeam()
    {
        using var one = Store.Create(options: new NetworkOptions { Threads = 1 });
        using var two = Store.Create(options: new NetworkOptions { Threads = 2 });
        Assert.Null(one.Team);
        Assert.Equal(2, two.Team!.Threads);
        Assert.Same(two.Team, two.Team);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThreadTeam(0));
    }
}
