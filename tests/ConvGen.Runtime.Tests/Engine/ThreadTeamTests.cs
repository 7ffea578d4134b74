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
    public void EveryItemIsExecutedExactlyOnce(int threads)
    {
        using var team = new ThreadTeam(threads);
        for (int items = 0; items < 40; items++)
        {
            int[] counts = new int[items];
            int[] busy = new int[threads];
            StepItems execute = (step, begin, end, worker) =>
            {
                Assert.Equal(5, step);
                Assert.Equal(1, Interlocked.Increment(ref busy[worker]));
                for (int i = begin; i < end; i++)
                {
                    Interlocked.Increment(ref counts[i]);
                }

                Interlocked.Decrement(ref busy[worker]);
            };
            team.Run(execute, 5, items);
            Assert.All(counts, count => Assert.Equal(1, count));
        }
    }

    /// <summary>A thread that hangs keeps what it has begun, and nothing else.</summary>
    [Fact]
    public void OthersDoWhatOneHasNotBegun()
    {
        const int items = 64, threads = 4;
        using var team = new ThreadTeam(threads);
        int done = 0;
        bool isHanging = false;
        StepItems execute = (_, begin, end, worker) =>
        {
            // The first of the others waits for all but its own range.
            if (worker != 0 && !Interlocked.Exchange(ref isHanging, true))
            {
                Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref done) == items - (items / threads), Patience));
            }

            Interlocked.Add(ref done, end - begin);
        };
        for (int round = 0; round < 5; round++)
        {
            done = 0;
            isHanging = false;
            team.Run(execute, 0, items);
            Assert.Equal(items, done);
        }
    }

    /// <summary>Where a thread was waited for longer than the work took, its processor has other work.</summary>
    [Fact]
    public void AfterAStallTheCallerWorksAloneForAWhile()
    {
        using var team = new ThreadTeam(2);
        using var joined = new ManualResetEventSlim();
        StepItems stalled = (_, _, _, worker) =>
        {
            if (worker != 0)
            {
                joined.Set();
                Thread.Sleep(20);
            }
            else
            {
                joined.Wait(Patience);
            }
        };
        team.Run(stalled, 0, 2);
        var ranges = new ConcurrentBag<(int, int)>();
        StepItems execute = (_, begin, end, _) => ranges.Add((begin, end));
        team.Run(execute, 0, 10);
        Assert.Equal([(0, 10)], ranges);

        // Ten times as long, and then it shares again.
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                ranges.Clear();
                team.Run(execute, 0, 10);
                return ranges.Count > 1;
            },
            Patience));
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
        const int fine = 2;
        StepItems failing = (_, begin, end, _) =>
        {
            if (end > fine)
            {
                throw new ArithmeticException($"range at {Math.Max(begin, fine)}");
            }
        };
        for (int round = 0; round < 20; round++)
        {
            // Everything but the first range fails; the first in order is told, whichever was faster, also where the caller does all by itself.
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

    /// <summary>Steps of other sizes follow at once, and threads come late from the one before.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void QuickSuccessionLosesNoWakeUpAndNoItem(int threads)
    {
        using var team = new ThreadTeam(threads);
        int[] last = new int[11];
        int wrong = 0;
        StepItems execute = (step, begin, end, _) =>
        {
            for (int i = begin; i < end; i++)
            {
                wrong += Interlocked.Exchange(ref last[i], step) == step ? 1 : 0;
            }
        };
        for (int round = 1; round <= 20_000; round++)
        {
            int items = (round % last.Length) + 1;
            team.Run(execute, round, items);
            Assert.All(last[..items], step => Assert.Equal(round, step));
            if (round % 64 == 0)
            {
                Thread.Sleep(0);
            }
        }

        Assert.Equal(0, wrong);
    }

    [Fact]
    public void RunningAllocatesNothingOnAnyThread()
    {
        using var team = new ThreadTeam(3);
        long[] allocated = new long[3];
        long[] before = new long[3];
        bool slow = false;
        int arrived = 0;
        StepItems execute = (_, begin, end, worker) =>
        {
            // One item for each of them, unless the team rests.
            int round = end - begin == 3 ? 0 : (Interlocked.Increment(ref arrived) + 2) / 3;
            while (Volatile.Read(ref arrived) < 3 * round)
            {
                Thread.Yield();
            }

            allocated[worker] = GC.GetAllocatedBytesForCurrentThread();
            if (slow && worker > 0)
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
        using var all = new Barrier(3);
        StepItems execute = (_, _, _, worker) =>
        {
            threads[worker] = Thread.CurrentThread;
            Assert.True(all.SignalAndWait(Patience));
        };
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
