using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ConvGen.Engine;

namespace ConvGen.Runtime.Tests.Engine;

public sealed class KernelCompilationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false, 0, 5)]
    [InlineData(true, 2, 9)]
    public void EachKernelOfTheNetworkIsAskedForOnce(bool exact, int begin, int end)
    {
        Assert.SkipWhen(Environment.ProcessorCount == 1, "There is no processor to compile on meanwhile.");
        ConcurrentQueue<int> asked = new();
        using CountdownEvent left = new(end - begin);
        KernelCompilation.Begin(
            new KernelList(
                number =>
                {
                    asked.Enqueue(number);
                    left.Signal();
                    return Twice;
                },
                SharedFrom: 2,
                ExactFrom: 5,
                Count: 9),
            exact);
        Assert.True(left.Wait(Patience, TestContext.Current.CancellationToken));
        Assert.Equal(Enumerable.Range(begin, end - begin), asked.Order());
    }

    [Fact]
    public void ItIsCompiledBeforeItIsCalled()
    {
        Assert.SkipWhen(Environment.ProcessorCount == 1, "There is no processor to compile on meanwhile.");
        using ManualResetEventSlim later = new();
        KernelCompilation.Begin(new KernelList(number => number == 0 ? Set(later) : Thrice, SharedFrom: 0, ExactFrom: 2, Count: 2), exact: false);
        Assert.True(later.Wait(Patience, TestContext.Current.CancellationToken));

        // The thread that was asked for the first kernel may still be at work on the second where there are several.
        Thread.Sleep(TimeSpan.FromSeconds(1));
        long before = System.Runtime.JitInfo.GetCompiledMethodCount(currentThread: true);
        float value = 2;
        Thrice(ref value);
        Assert.Equal(before, System.Runtime.JitInfo.GetCompiledMethodCount(currentThread: true));
        Assert.Equal(6, value);
    }

    [Fact]
    public void WhatCannotBeCompiledIsLeftToItsCall()
    {
        using ManualResetEventSlim asked = new();
        KernelCompilation.Begin(
            new KernelList(
                _ =>
                {
                    asked.Set();
                    throw new TypeLoadException();
                },
                SharedFrom: 0,
                ExactFrom: 3,
                Count: 3),
            exact: true);
        Assert.Equal(Environment.ProcessorCount > 1, asked.Wait(Environment.ProcessorCount > 1 ? Patience : TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    private static Delegate Set(ManualResetEventSlim later)
    {
        later.Set();
        return Twice;
    }

    private static void Twice(ref float value) => value *= 2;

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Thrice(ref float value) => value *= 3;
}
