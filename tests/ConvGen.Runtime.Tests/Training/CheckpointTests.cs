namespace ConvGen.Runtime.Tests.Training;

public class CheckpointTests
{
    private const int Epochs = 3;

    [Theory]
    [InlineData("plain")]
    [InlineData("adam")]
    [InlineData("nadam")]
    [InlineData("average")]
    [InlineData("accumulated")]
    public void ARunThatIsKilledAnywhereEndsInTheSameBits(string kind)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("run.safetensors");
        InMemoryDataset train = Examples.Clusters(45, 1), test = Examples.Clusters(20, 2);
        var options = new FitOptions { KeepBest = true, Watch = "loss", Metrics = [new F1Metric()] };
        using var whole = new LinearNetwork();
        TrainingHistory expected;
        using (TrainingSession<LinearNetwork> session = Session(whole, kind))
            expected = session.Fit(train, test, Epochs, options);

        int batches = 6 * Epochs;
        for (int killed = 1; killed < batches; killed++)
        {
            using var first = new LinearNetwork();
            using (TrainingSession<LinearNetwork> session = Session(first, kind))
            {
                using var source = new CancellationTokenSource();
                Assert.Throws<OperationCanceledException>(() => session.Fit(train, test, Epochs, options, new Killer(killed, source), source.Token));
                session.SaveCheckpoint(path);
            }

            using var second = new LinearNetwork(options: new NetworkOptions { Seed = 99, Threads = 1 });
            using TrainingSession<LinearNetwork> resumed = Session(second, kind);
            resumed.Resume(path);
            TrainingHistory got = resumed.Fit(train, test, Epochs, options);
            Assert.Equal(Bits(whole), Bits(second));
            Assert.Equal(expected.Epochs.Select(Numbers), got.Epochs.Select(Numbers));
            Assert.Equal(expected.BestEpoch, got.BestEpoch);
        }
    }

    [Fact]
    public void CheckpointsAreWrittenOnTheWay()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("run.safetensors");
        InMemoryDataset train = Examples.Clusters(45, 1);
        using var network = new LinearNetwork();
        using TrainingSession<LinearNetwork> session = Session(network, "adam");
        var sizes = new List<long>();
        session.Fit(train, null, 2, new FitOptions { CheckpointPath = path, CheckpointSteps = 4 }, new Watcher(path, sizes));

        // After step 4 of 6, after the epoch, after steps 8 and 12, and after the second epoch.
        Assert.Equal(0, sizes[3]);
        Assert.NotEqual(0, sizes[4]);
        using var again = new LinearNetwork();
        using TrainingSession<LinearNetwork> resumed = Session(again, "adam");
        resumed.Resume(path);
        Assert.Equal(12, resumed.Steps);
        Assert.Equal(2, resumed.Epochs);
        TrainingHistory history = resumed.Fit(train, null, 2);
        Assert.Equal(2, history.Epochs.Count);
        Assert.Equal(12, resumed.Steps);
        Assert.Equal(Bits(network), Bits(again));
        resumed.Fit(train, null, 1);
        Assert.Equal(18, resumed.Steps);
    }

    [Fact]
    public void TheParametersOfACheckpointCanBeLoadedAlone()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("run.safetensors");
        using LinearNetwork network = new(), other = new(options: new NetworkOptions { Seed = 50 });
        using (TrainingSession<LinearNetwork> session = Session(network, "adam"))
            session.SaveCheckpoint(path);
        WeightLoadReport report = other.LoadWeights(path, new WeightLoadOptions { Prefix = "model." });
        Assert.True(report.IsComplete);
        Assert.Equal(Bits(network), Bits(other));
    }

    [Fact]
    public void ACheckpointOfAnotherSessionIsRefusedAndNothingChanges()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("run.safetensors"), plain = folder.File("weights.safetensors");
        using var network = new LinearNetwork();
        using TrainingSession<LinearNetwork> session = Session(network, "adam");
        session.Step([1, 2], [0]);
        session.SaveCheckpoint(path);
        network.Save(plain);
        using var other = new LinearNetwork();
        using var sgd = new TrainingSession<LinearNetwork>(other, new Sgd(1), Loss.CrossEntropy, 4, seed: 3);
        int[] before = Bits(other);
        Assert.EndsWith(
            "is a checkpoint of another session. optimizer: Adam in the file, Sgd here; batch size: 8 in the file, 4 here; seed: 1 in the file, 3 here.",
            Assert.Throws<WeightFormatException>(() => sgd.Resume(path)).Message,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "is no checkpoint of a training session: it has no metadata 'convgen.checkpoint'.",
            Assert.Throws<WeightFormatException>(() => sgd.Resume(plain)).Message,
            StringComparison.Ordinal);
        byte[] bytes = File.ReadAllBytes(path);
        foreach (int length in (int[])[0, 7, 100, bytes.Length / 2, bytes.Length - 1])
        {
            Assert.Throws<WeightFormatException>(() => sgd.Resume(folder.Write("cut.safetensors", bytes[..length])));
        }

        Assert.Equal(before, Bits(other));
        Assert.Equal(0, sgd.Steps);
        using var fewer = new LinearNetwork();
        using TrainingSession<LinearNetwork> resumed = Session(fewer, "adam");
        using (TrainingSession<LinearNetwork> going = Session(network, "plain"))
        {
            going.Fit(Examples.Clusters(16, 1), null, 1, new FitOptions { CheckpointPath = path });
        }

        using TrainingSession<LinearNetwork> same = Session(fewer, "plain");
        same.Resume(path);
        Assert.StartsWith(
            "The run that is resumed had a training set of 16 examples; this one has 17.",
            Assert.Throws<ArgumentException>(() => same.Fit(Examples.Clusters(17, 1), null, 2)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedNumbersAreRefused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("run.safetensors");
        using var network = new LinearNetwork();
        using TrainingSession<LinearNetwork> session = Session(network, "adam");
        session.Fit(Examples.Clusters(16, 1), null, 1, new FitOptions { CheckpointPath = path });
        byte[] bytes = File.ReadAllBytes(path);
        string text = System.Text.Encoding.Latin1.GetString(bytes);
        int[] before = Bits(network);
        foreach ((string from, string to) in ((string, string)[])[
            ("\"steps\":\"2\"", "\"steps\":\"-\""), ("\"epochs\":\"1\"", "\"epochs\":\"x\""), ("\"fit.examples\":\"16 0\"", "\"fit.examples\":\"16 99\""),
            ("\"optimizer.steps\":\"2 2\"", "\"optimizer.steps\":\"2  \""), ("trainLoss", "trainloss"), ("\"fit.best_parameters\":\"0\"", "\"fit.best_parameters\":\"1\"")])
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            string changed = text.Replace(from, to, StringComparison.Ordinal);
            byte[] damaged = System.Text.Encoding.Latin1.GetBytes(changed);
            System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(damaged, System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(bytes) + damaged.Length - bytes.Length);
            Assert.Throws<WeightFormatException>(() => session.Resume(folder.Write("damaged.safetensors", damaged)));
        }

        Assert.Equal(before, Bits(network));
        session.Resume(path);
    }

    private static TrainingSession<LinearNetwork> Session(LinearNetwork network, string kind)
    {
        Optimizer optimizer = kind switch
        {
            "adam" => new Adam(0.05f) { ClipNorm = 1 },
            "nadam" => new Nadam(0.05f),
            _ => new Sgd(0.3f, 0.9f),
        };
        return new(network, optimizer, Loss.CrossEntropy, batchSize: 8, seed: 1)
        {
            MovingAverage = kind == "average" ? new ExponentialMovingAverage(0.8) : null,
            AccumulatedBatches = kind == "accumulated" ? 4 : 1,
            Schedule = LearningRateSchedule.Cosine(20),
        };
    }

    private static int[] Bits(LinearNetwork network) =>
        [.. network.Parameters.SelectMany(parameter => parameter.Values.ToArray()).Select(BitConverter.SingleToInt32Bits)];

    private static (int Epoch, double Loss, EvaluationResult? Test) Numbers(EpochResult result) => (result.Epoch, result.TrainLoss, result.Test);

    private sealed class Killer(int batch, CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        private int _done;

        public void Report(TrainingProgress value)
        {
            if (++_done == batch)
                source.Cancel();
        }
    }

    private sealed class Watcher(string path, List<long> sizes) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => sizes.Add(File.Exists(path) ? new FileInfo(path).Length : 0);
    }
}
