namespace ConvGen.Numerics.Tests.Execution;

/// <summary>A run that goes on from a checkpoint ends in the bits of one that was never interrupted, with all that is random in training.</summary>
public class CheckpointTests
{
    private const int Rows = 22;
    private const int BatchSize = 5;
    private const int Epochs = 2;

    // Dropout, running statistics, shuffling, averages and accumulated gradients; another number of threads after the interruption.
    [Theory]
    [InlineData(nameof(Digits))]
    [InlineData(nameof(Residual))]
    [InlineData(nameof(Branches))]
    public void AnInterruptedRunEndsInTheSameBits(string name)
    {
        string path = Path.Combine(Path.GetTempPath(), $"convgen-{Guid.NewGuid():N}.safetensors");
        try
        {
            int[] expected = Train(name, threads: 1, (session, data) => session.Fit(data, null, Epochs));
            for (int killed = 1; killed < 10; killed += 2)
            {
                using var source = new CancellationTokenSource();
                Train(name, threads: 1, (session, data) =>
                {
                    Assert.Throws<OperationCanceledException>(() => session.Fit(
                        data, null, Epochs, progress: new Killer(killed, source), cancellationToken: source.Token));
                    session.SaveCheckpoint(path);
                });
                Assert.Equal(expected, Train(name, threads: 2, (session, data) =>
                {
                    session.Resume(path);
                    session.Fit(data, null, Epochs);
                }));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static int[] Train(string name, int threads, Action<TrainingSession<ITrainableNetwork>, IDataset> run)
    {
        using ITrainableNetwork network = Networks.Create(name, new NetworkOptions { Seed = 2, Threads = threads });
        using TrainingSession<ITrainableNetwork> session = new(network, new AdamW(0.01f), Loss.MeanSquaredError, BatchSize, seed: 3)
        {
            AccumulatedBatches = 2,
            MovingAverage = new ExponentialMovingAverage(0.9),
        };
        var data = new InMemoryDataset(
            Networks.Examples(network, Rows), Networks.Targets(network, Rows), network.InputLength, network.OutputLength);
        run(session, data);
        return [.. network.Parameters.SelectMany(parameter => parameter.Values.ToArray()).Select(BitConverter.SingleToInt32Bits)];
    }

    private sealed class Killer(int batch, CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        private int _done;

        public void Report(TrainingProgress value)
        {
            if (++_done == batch)
                source.Cancel();
        }
    }
}
