using System.Globalization;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Many tasks over one network, for long.</summary>
public class MillionCallTests
{
    private const int Tasks = 32;
    private const int CallsOfEach = 100_000;
    private const int Examples = 61;

    [Fact]
    public async Task EveryAnswerIsTheOneComputedAlone()
    {
        using Tiny network = new(new NetworkOptions { Seed = 9, Threads = 1 });
        float[] examples = Networks.Examples(network, Examples);
        float[] want = new float[Examples * Tiny.OutputLength];
        for (int i = 0; i < Examples; i++)
            network.Forward(Of(examples, i, 1, Tiny.InputLength), want.AsSpan(i * Tiny.OutputLength, Tiny.OutputLength));
        Assert.Equal(Examples, Enumerable.Range(0, Examples).Select(i => want[i * Tiny.OutputLength]).Distinct().Count());

        using Barrier together = new(Tasks);
        Task<int>[] tasks = [.. Enumerable.Range(0, Tasks).Select(task => Task.Factory.StartNew(
            () => Call(network, examples, want, task, together), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        int[] right = await Task.WhenAll(tasks);
        Assert.InRange(right.Sum(), 1_000_000, int.MaxValue);
    }

    /// <summary>Calls with one to three examples, other ones in each task.</summary>
    private static int Call(Tiny network, float[] examples, float[] want, int task, Barrier together)
    {
        using Tiny.Context context = network.CreateContext();
        float[] got = new float[3 * Tiny.OutputLength];
        together.SignalAndWait(TestContext.Current.CancellationToken);
        for (int call = 0; call < CallsOfEach; call++)
        {
            int count = call % 256 == 0 ? 3 : 1;
            int first = (7 * task + call * (task + 1)) % (Examples - count + 1);
            Span<float> results = got.AsSpan(0, count * Tiny.OutputLength);
            context.Forward(Of(examples, first, count, Tiny.InputLength), results);
            if (!results.SequenceEqual(Of(want, first, count, Tiny.OutputLength)))
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"Task {task}, call {call}: another answer than alone."));
        }

        return CallsOfEach;
    }

    private static ReadOnlySpan<float> Of(float[] values, int first, int count, int length) => values.AsSpan(first * length, count * length);
}
