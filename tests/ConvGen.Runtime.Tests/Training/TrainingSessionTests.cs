namespace ConvGen.Runtime.Tests.Training;

public class TrainingSessionTests
{
    [Fact]
    public void NetworkLearnsWhatCanBeLearned()
    {
        using var network = new LinearNetwork();
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(0.5f, 0.9f), Loss.CrossEntropy, batchSize: 8);
        var results = session.EnumerateEpochs(Examples.Clusters(101, 1), Examples.Clusters(50, 2), epochs: 6).ToList();
        Assert.Equal([1, 2, 3, 4, 5, 6], results.Select(result => result.Epoch));
        Assert.True(results[^1].TrainLoss < results[0].TrainLoss / 2);
        Assert.Equal(1, results[^1].Test!.Accuracy);
        Assert.Equal(50, results[^1].Test!.Examples);
    }

    [Fact]
    public void ValuesCanBeLearnedToo()
    {
        using var network = new LinearNetwork(softmax: false);
        using var session = new TrainingSession<LinearNetwork>(network, new Adam(0.05f), Loss.MeanSquaredError, batchSize: 5);
        var random = new Random(3);
        float[] examples = [.. Enumerable.Range(0, 80).Select(_ => random.NextSingle())];
        float[] targets = [.. examples.Chunk(2).SelectMany(x => (float[])[x[0] + 2 * x[1], 3 - x[0], 0.5f])];
        var data = new InMemoryDataset(examples, targets, 2, 3);
        var results = session.EnumerateEpochs(data, data, epochs: 200).ToList();
        Assert.InRange(results[^1].Test!.Loss, 0, 1e-4);
        Assert.Null(results[^1].Test!.Accuracy);
        Assert.Equal([1f, 2f, -1f, 0f, 0f, 0f], network.Parameters["fc1.weight"].Values.ToArray().Select(value => MathF.Round(value, 1) + 0f));
    }

    [Fact]
    public void SeedDecidesTheWholeRun()
    {
        (float[] Weights, double[] Losses) Run(int seed)
        {
            using var network = new LinearNetwork();
            using var session = new TrainingSession<LinearNetwork>(network, new Adam(0.01f), Loss.CrossEntropy, 7, seed);
            double[] losses = [.. session.EnumerateEpochs(Examples.Clusters(60, 1), null, 3).Select(result => result.TrainLoss)];
            return (network.Parameters["fc1.weight"].Values.ToArray(), losses);
        }

        var first = Run(1);
        var same = Run(1);
        Assert.Equal(first.Weights, same.Weights);
        Assert.Equal(first.Losses, same.Losses);
        Assert.NotEqual(first.Weights, Run(2).Weights);
    }

    [Fact]
    public void EveryExampleIsSeenOncePerEpochInAnotherOrder()
    {
        using var network = new LinearNetwork();
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(0), Loss.CrossEntropy, 4);
        var data = new Recording(Examples.Clusters(10, 1));
        Assert.Equal(2, session.EnumerateEpochs(data, null, 2).Count());
        Assert.Equal(20, data.Seen.Count);
        Assert.Equal(Enumerable.Range(0, 10), data.Seen.Take(10).Order());
        Assert.Equal(Enumerable.Range(0, 10), data.Seen.Skip(10).Order());
        Assert.NotEqual(data.Seen.Take(10), data.Seen.Skip(10));
        Assert.NotEqual(Enumerable.Range(0, 10), data.Seen.Take(10));
    }

    [Fact]
    public void ProgressIsToldAfterEachMinibatch()
    {
        using var network = new LinearNetwork();
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(0.1f), Loss.CrossEntropy, 4);
        var told = new Told();
        Assert.Equal(2, session.EnumerateEpochs(Examples.Clusters(10, 1), null, 2, progress: told).Count());
        Assert.Equal(
            [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)],
            told.Reports.Select(progress => (progress.Epoch, progress.Batch)));
        Assert.All(told.Reports, progress => Assert.Equal((2, 3), (progress.Epochs, progress.Batches)));
        Assert.All(told.Reports, progress => Assert.True(progress.Loss > 0 && progress.ExamplesPerSecond > 0));
    }

    [Fact]
    public void EpochLossIsTheMeanOverExamples()
    {
        using var network = new LinearNetwork();
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(0), Loss.CrossEntropy, 4);
        var data = Examples.Clusters(10, 1);
        double expected = session.Evaluate(data).Loss;
        Assert.Equal(expected, session.EnumerateEpochs(data, null, 1).Single().TrainLoss, 1e-6);

        using var sum = new TrainingSession<LinearNetwork>(network, new Sgd(0), new CrossEntropyLoss(0, Reduction.Sum), 4);
        Assert.Equal(expected, sum.Evaluate(data).Loss, 1e-6);
        Assert.Equal(expected, sum.EnumerateEpochs(data, null, 1).Single().TrainLoss, 1e-6);
    }

    [Fact]
    public void LossOfProbabilitiesIsThatOfLogits()
    {
        using var probabilities = new LinearNetwork(softmax: true);
        using var logits = new LinearNetwork(softmax: false);
        using var first = new TrainingSession<LinearNetwork>(probabilities, new Sgd(0), new CrossEntropyLoss(0.1f), 4);
        using var second = new TrainingSession<LinearNetwork>(logits, new Sgd(0), new CrossEntropyLoss(0.1f), 4);
        var data = Examples.Clusters(33, 5);
        Assert.Equal(second.Evaluate(data).Loss, first.Evaluate(data).Loss, 1e-5);
        Assert.Equal(second.Evaluate(data).Accuracy, first.Evaluate(data).Accuracy);
    }

    [Fact]
    public void AccuracyIsTheShareOfRightClasses()
    {
        using var network = new LinearNetwork();
        network.Parameters["fc1.weight"].Edit().Clear();
        network.Parameters["fc1.bias"].Set([0, 1, 0]); // always the second class
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(0), Loss.CrossEntropy, 4);
        var result = session.Evaluate(new InMemoryDataset(new float[20], [1, 1, 0, 2, 1, 0, 0, 0, 2, 2], 2));
        Assert.Equal((0.3, 10), (result.Accuracy, result.Examples));
    }

    [Fact]
    public void StepsAllocateNothing()
    {
        using var network = new LinearNetwork();
        using var session = new TrainingSession<LinearNetwork>(network, new Adam(), Loss.CrossEntropy, 4);
        float[] inputs = new float[8];
        float[] targets = [0, 1, 2, 0];
        void Steps()
        {
            for (int i = 0; i < 50; i++)
            {
                session.Step(inputs, targets);
                session.Step(inputs.AsSpan(0, 6), targets.AsSpan(0, 3));
            }
        }

        Steps();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Steps();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void InferenceSeesEveryStep()
    {
        using var network = new LinearNetwork();
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.CrossEntropy, 1);
        float[] before = new float[3];
        float[] after = new float[3];
        network.Forward([1, 1], before);
        session.Step([1, 1], [0]);
        network.Forward([1, 1], after);
        Assert.True(after[0] > before[0] + 0.01f);
    }

    [Fact]
    public void DataThatDoesNotFitIsRejectedBeforeAnythingRuns()
    {
        using var network = new LinearNetwork();
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.CrossEntropy, 2);
        var good = Examples.Clusters(3, 1);
        var wide = new InMemoryDataset(new float[9], new float[3], 3);
        var empty = new InMemoryDataset([], [], 2);
        Assert.Equal("train", Assert.Throws<ArgumentException>(() => { session.Fit(wide, null, 1); }).ParamName);
        Assert.Equal("test", Assert.Throws<ArgumentException>(() => { session.Fit(good, empty, 1); }).ParamName);
        Assert.Equal("dataset", Assert.Throws<ArgumentException>(() => session.Evaluate(wide)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => { session.Fit(good, null, -1); });
        Assert.Contains("examples of 2 floats and targets of 1", Assert.Throws<ArgumentException>(() => session.Evaluate(wide)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LossThatCannotFollowTheLastLayerIsRejected()
    {
        using var network = new LinearNetwork(softmax: true);
        var binary = Assert.Throws<ArgumentException>(() => new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.BinaryCrossEntropy, 2));
        Assert.Contains("the network ends in a Softmax. Leave that layer out", binary.Message, StringComparison.Ordinal);
        var likelihood = Assert.Throws<ArgumentException>(() => new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.NegativeLogLikelihood, 2));
        Assert.Contains("End it in LogSoftmax, or use CrossEntropyLoss.", likelihood.Message, StringComparison.Ordinal);
        Assert.Contains("Leave that layer out and apply the sigmoid", Loss.BinaryCrossEntropy.ObjectionTo("Sigmoid"), StringComparison.Ordinal);
        Assert.Null(Loss.CrossEntropy.ObjectionTo("Softmax"));
        Assert.Null(Loss.MeanSquaredError.ObjectionTo("Sigmoid"));
    }

    [Fact]
    public void IgnoredLabelsAreNeitherRightNorWrong()
    {
        using var network = new LinearNetwork();
        network.Parameters["fc1.weight"].Edit().Clear();
        network.Parameters["fc1.bias"].Set([0, 1, 0]); // always the second class
        var data = new InMemoryDataset(new float[20], [1, 9, 9, 2, 1, 9, 9, 9, 9, 9], 2);
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(0), new CrossEntropyLoss(ignoredLabel: 9), 4);
        var result = session.Evaluate(data);
        Assert.Equal(2.0 / 3, result.Accuracy!.Value, 1e-12);

        // The mean over the three that count, however they fall into minibatches (4, 4 and 2, the last without any).
        double logSum = Math.Log(2 + Math.E);
        Assert.Equal((2 * (logSum - 1) + logSum) / 3, result.Loss, 1e-6);
        Assert.Equal(result.Loss, session.EnumerateEpochs(data, null, 1).Single().TrainLoss, 1e-6);
    }

    [Fact]
    public void OptimizerBelongsToOneSession()
    {
        using var network = new LinearNetwork();
        var optimizer = new Sgd(1);
        using var session = new TrainingSession<LinearNetwork>(network, optimizer, Loss.CrossEntropy, 2);
        Assert.Throws<InvalidOperationException>(() => new TrainingSession<LinearNetwork>(network, optimizer, Loss.CrossEntropy, 2));
    }

    [Fact]
    public void DisposedSessionThrowsAndTheNetworkStays()
    {
        using var network = new LinearNetwork();
        var session = new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.CrossEntropy, 2);
        session.Dispose();
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.Step([1, 1], [0]));
        Assert.Throws<ObjectDisposedException>(() => session.Evaluate(Examples.Clusters(2, 1)));
        Assert.Throws<ObjectDisposedException>(() => { session.Fit(Examples.Clusters(2, 1), null, 1); });
        float[] output = new float[3];
        network.Forward([1, 1], output);
        Assert.Equal(1, output.Sum(), 1e-5f);
    }

    private sealed class Recording(IDataset inner) : IDataset
    {
        public List<int> Seen { get; } = [];

        public int Count => inner.Count;

        public int ExampleLength => inner.ExampleLength;

        public int TargetLength => inner.TargetLength;

        public void Read(int index, Span<float> example, Span<float> target)
        {
            Seen.Add(index);
            inner.Read(index, example, target);
        }
    }

    private sealed class Told : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public void Report(TrainingProgress value) => Reports.Add(value);
    }
}
