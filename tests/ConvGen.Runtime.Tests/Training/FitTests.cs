namespace ConvGen.Runtime.Tests.Training;

public class FitTests
{
    [Fact]
    public void FitTrainsAsAStatement()
    {
        using var network = new LinearNetwork();
        using var session = Session(network);
        float[] before = Weights(network);
        TrainingHistory history = session.Fit(Examples.Clusters(60, 1), Examples.Clusters(30, 2), epochs: 3);
        Assert.NotEqual(before, Weights(network));
        Assert.Equal([1, 2, 3], history.Epochs.Select(result => result.Epoch));
        Assert.Equal(3, session.Epochs);
        Assert.False(history.StoppedEarly);
        Assert.Equal(history.Epochs.Max(result => result.Test!.Accuracy), history.Best!.Test!.Accuracy);
    }

    [Fact]
    public void EnumeratingIsLazyAndTrainsTheSame()
    {
        using LinearNetwork first = new(), second = new();
        using TrainingSession<LinearNetwork> eager = Session(first), lazy = Session(second);
        IEnumerable<EpochResult> epochs = lazy.EnumerateEpochs(Examples.Clusters(60, 1), null, 2);
        float[] before = Weights(second);
        Assert.Equal(0, lazy.Steps);
        Assert.Equal(before, Weights(second));
        Assert.Equal(2, epochs.Count());
        eager.Fit(Examples.Clusters(60, 1), null, 2);
        Assert.Equal(Weights(first), Weights(second));
    }

    [Fact]
    public void TheBestEpochIsKeptAndPatienceEndsTraining()
    {
        // A rate that is too high: the loss rises after the first epochs.
        using var network = new LinearNetwork();
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(0.2f), Loss.CrossEntropy, 8) { Schedule = new Rising() };
        InMemoryDataset train = Examples.Clusters(64, 1), test = Overlapping();
        var seen = new List<float[]>();
        TrainingHistory history = session.Fit(train, test, 50, new FitOptions { KeepBest = true, Patience = 3, Watch = "loss" }, new AfterEpochs(network, seen));
        Assert.True(history.StoppedEarly);
        Assert.Equal(history.BestEpoch + 3, history.Epochs.Count);
        Assert.Equal(history.Epochs.Min(result => result.Test!.Loss), history.Best!.Test!.Loss);
        Assert.Equal(history.Best.Test.Loss, session.Evaluate(test).Loss);
        Assert.Equal(seen[history.BestEpoch - 1], Weights(network));
    }

    [Fact]
    public void AnImprovementMustBeLargeEnough()
    {
        using var network = new LinearNetwork();
        using var session = Session(network);
        TrainingHistory history = session.Fit(
            Examples.Clusters(64, 1), Examples.Clusters(64, 2), 10, new FitOptions { Patience = 2, MinImprovement = 100, Watch = "loss" });
        Assert.Equal(1, history.BestEpoch);
        Assert.Equal(3, history.Epochs.Count);
    }

    [Fact]
    public void WithoutATestTheTrainingLossDecides()
    {
        using var network = new LinearNetwork();
        using var session = Session(network);
        TrainingHistory history = session.Fit(Examples.Clusters(64, 1), null, 4, new FitOptions { KeepBest = true });
        Assert.Equal(history.Epochs.MinBy(result => result.TrainLoss), history.Best);
    }

    [Fact]
    public void MetricsAreMeasuredAndWatched()
    {
        using var network = new LinearNetwork();
        using var session = Session(network);
        var options = new FitOptions { Metrics = [new TopKAccuracy(2), new F1Metric()], Watch = "F1" };
        TrainingHistory history = session.Fit(Examples.Clusters(64, 1), Examples.Clusters(64, 2), 3, options);
        EvaluationResult last = history.Epochs[^1].Test!;
        Assert.Equal(["top-2 accuracy", "F1"], last.Metrics.Select(metric => metric.Name));
        Assert.Equal(last.Metrics[1].Value, last["F1"]);
        Assert.Equal(last.Accuracy, last["accuracy"]);
        Assert.Contains("top-2 accuracy 1.0000, F1 ", last.ToString(), StringComparison.Ordinal);
        float[] before = Weights(network);
        var thrown = Assert.Throws<KeyNotFoundException>(() => session.Fit(
            Examples.Clusters(8, 1), Examples.Clusters(8, 2), 1, new FitOptions { Watch = "f1" }));
        Assert.Equal("There is no metric 'f1', but 'accuracy', 'loss'.", thrown.Message);
        Assert.Equal(before, Weights(network));
    }

    [Fact]
    public void CancellingLeavesANetworkThatHasLearned()
    {
        using var network = new LinearNetwork();
        using var session = Session(network);
        using var source = new CancellationTokenSource();
        var cancel = new AfterSteps(3, source.Cancel);
        Assert.Throws<OperationCanceledException>(() => session.Fit(
            Examples.Clusters(64, 1), null, 5, progress: cancel, cancellationToken: source.Token));
        Assert.Equal(3, session.Steps);
        Assert.Equal(0, session.Epochs);
        float[] output = new float[3];
        network.Forward([1, 1], output);
        Assert.Equal(1, output.Sum(), 1e-5f);
        Assert.Equal(2, session.Fit(Examples.Clusters(64, 1), null, 2).Epochs.Count);
    }

    [Fact]
    public void DataSetsAreToldTheirOrder()
    {
        using var network = new LinearNetwork();
        using var session = Session(network);
        var train = new Told(Examples.Clusters(20, 1));
        var test = new Told(Examples.Clusters(10, 2));
        session.Fit(train, test, 2);
        Assert.Equal([0, 1], train.Epochs);
        Assert.Equal(train.Announced, train.Read);
        Assert.Equal([1, 2], test.Epochs);
        Assert.Equal(test.Announced, test.Read);
    }

    [Fact]
    public void AccumulatedMinibatchesAreOneLargeBatch()
    {
        InMemoryDataset data = Examples.Clusters(50, 1);
        using LinearNetwork large = new(), small = new();
        using var whole = new TrainingSession<LinearNetwork>(large, new Sgd(0.5f, 0.9f), Loss.CrossEntropy, 24, seed: 1);
        using var parts = new TrainingSession<LinearNetwork>(small, new Sgd(0.5f, 0.9f), Loss.CrossEntropy, 8, seed: 1) { AccumulatedBatches = 3 };
        whole.Fit(data, null, 2);
        parts.Fit(data, null, 2);

        // 24, 24 and the 2 that are left, in each epoch.
        Assert.Equal(6, whole.Steps);
        Assert.Equal(6, parts.Steps);
        Assert.All(Weights(large).Zip(Weights(small)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void TheMovingAverageFollowsItsDefinitionAndIsJudged()
    {
        const double Decay = 0.9;
        using var network = new LinearNetwork();
        var average = new ExponentialMovingAverage(Decay);
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(0.5f), Loss.CrossEntropy, 2) { MovingAverage = average };
        Assert.Throws<InvalidOperationException>(average.Swap);
        double[] expected = [];
        InMemoryDataset data = Examples.Clusters(20, 1);
        float[] examples = new float[4], targets = new float[2];
        for (int step = 0; step < 10; step++)
        {
            data.Read(2 * step, examples.AsSpan(0, 2), targets.AsSpan(0, 1));
            data.Read(2 * step + 1, examples.AsSpan(2, 2), targets.AsSpan(1, 1));
            session.Step(examples, targets);
            double[] now = Array.ConvertAll(Weights(network), value => (double)value);
            expected = step == 0 ? now : [.. expected.Zip(now, (a, p) => Decay * a + (1 - Decay) * p)];
        }

        float[] own = Weights(network);
        double ownLoss = session.Evaluate(data).Loss;
        average.Swap();
        Assert.All(expected.Zip(Weights(network)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        double averagedLoss = session.Evaluate(data).Loss;
        Assert.Equal(
            "The network has its averaged parameters; call Swap() before training goes on.",
            Assert.Throws<InvalidOperationException>(() => session.Step([1, 1], [0])).Message);
        average.Swap();
        Assert.Equal(own, Weights(network));
        Assert.NotEqual(ownLoss, averagedLoss);
        TrainingHistory history = session.Fit(data, data, 1, new FitOptions { KeepBest = true });
        Assert.Equal(history.Epochs[0].Test!.Loss, session.Evaluate(data).Loss);
    }

    [Fact]
    public void GroupsAreTrainedAsTheySay()
    {
        using var network = new LinearNetwork();
        ParameterGroup[] groups = [new("fc1.bias") { IsFrozen = true }, new("fc*") { RateFactor = 0.5, WeightDecay = 0.25 }];
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(0.1f, weightDecay: 7), Loss.CrossEntropy, 2) { Groups = groups };
        float[] weight = network.Parameters["fc1.weight"].Values.ToArray(), bias = network.Parameters["fc1.bias"].Values.ToArray();
        using TrainingContext context = network.CreateTrainingContext(2);
        context.Forward([1, 2, 3, -1], logits: true);
        float[] slope = new float[6];
        Loss.CrossEntropy.Evaluate(context.Output, [0, 1], 2, new FeatureLayout(3, 1), slope);
        context.Backward(slope);
        float[] gradient = context.Gradients["fc1.weight"].Values.ToArray();
        session.Step([1, 2, 3, -1], [0, 1]);
        Assert.Equal(bias, network.Parameters["fc1.bias"].Values.ToArray());
        for (int i = 0; i < weight.Length; i++)
            Assert.Equal(weight[i] - 0.05 * (gradient[i] + 0.25 * weight[i]), network.Parameters["fc1.weight"].Values[i], 1e-6);

        session.Freeze("fc1");
        float[] before = Weights(network);
        session.Step([1, 2, 3, -1], [0, 1]);
        Assert.Equal(before, Weights(network));
        session.Unfreeze("*.bias");
        session.Step([1, 2, 3, -1], [0, 1]);
        Assert.Equal(before[..6], Weights(network)[..6]);
        Assert.NotEqual(before[6..], Weights(network)[6..]);
        Assert.StartsWith(
            "The network has no parameter 'fc2'. The nearest are 'fc1.bias', 'fc1.weight'.",
            Assert.Throws<ArgumentException>(() => session.Freeze("fc2")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void DataThatAreNotFiniteAreRefusedByTheirRow(float broken)
    {
        using var network = new LinearNetwork();
        using var session = Session(network);
        float[] before = Weights(network);
        var data = new InMemoryDataset([1, 2, 3, broken, 5, 6], [0, 1, 2], 2);
        var thrown = Assert.Throws<ArgumentException>(() => session.Fit(data, null, 1));
        Assert.StartsWith(FormattableString.Invariant($"Element 1 of row 1 of the data set is {broken}; training takes finite numbers."), thrown.Message, StringComparison.Ordinal);
        Assert.Equal(before, Weights(network));
        thrown = Assert.Throws<ArgumentException>(() => session.Step([broken, 2], [0]));
        Assert.StartsWith(FormattableString.Invariant($"Element 0 of example 0 is {broken};"), thrown.Message, StringComparison.Ordinal);
        using var values = new LinearNetwork(softmax: false);
        using var regression = new TrainingSession<LinearNetwork>(values, new Sgd(1), Loss.MeanSquaredError, 2);
        thrown = Assert.Throws<ArgumentException>(() => regression.Step([1, 2], [0, 0, broken]));
        Assert.StartsWith(FormattableString.Invariant($"The target of example 0 has {broken} at 2; targets are finite."), thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALossThatIsNotFiniteStopsWithStepAndPlace()
    {
        using var network = new LinearNetwork(softmax: false);
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.MeanSquaredError, 2);
        session.Step([1, 2], [0, 0, 0]);
        float[] before = Weights(network);
        var thrown = Assert.Throws<TrainingDivergedException>(() => session.Step([1e30f, 2], [0, 0, 0]));
        Assert.Equal(2, thrown.Step);
        Assert.StartsWith("The loss of step 2 is ∞. The network's results are finite.".Replace("∞", float.PositiveInfinity.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal), thrown.Message, StringComparison.Ordinal);
        Assert.Equal(before, Weights(network));

        network.Parameters["fc1.bias"].Edit()[1] = float.NaN;
        thrown = Assert.Throws<TrainingDivergedException>(() => session.Step([1, 2], [0, 0, 0]));
        Assert.Equal("fc1.bias", thrown.Place);
        Assert.Equal("The loss of step 2 is NaN. Before it, the parameter 'fc1.bias' had NaN at 1.", thrown.Message);
    }

    [Fact]
    public void AGradientThatIsNotFiniteStopsBeforeTheStep()
    {
        using var network = new LinearNetwork(softmax: false);
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(1), new Steep(), 2);
        float[] before = Weights(network);
        var thrown = Assert.Throws<TrainingDivergedException>(() => session.Step([1, 2], [0, 0, 0]));
        Assert.Equal("fc1.weight", thrown.Place);
        Assert.StartsWith("The gradient by 'fc1.weight' has ", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(before, Weights(network));
        Assert.Equal(0, session.Steps);
    }

    private static TrainingSession<LinearNetwork> Session(LinearNetwork network) => new(network, new Sgd(0.3f, 0.9f), Loss.CrossEntropy, batchSize: 8);

    private static float[] Weights(LinearNetwork network) => [.. network.Parameters.SelectMany(parameter => parameter.Values.ToArray())];

    /// <summary>Labels that no network gets all right.</summary>
    private static InMemoryDataset Overlapping()
    {
        var random = new Random(5);
        float[] examples = [.. Enumerable.Range(0, 120).Select(_ => 4 * random.NextSingle() - 2)];
        return new InMemoryDataset(examples, [.. Enumerable.Range(0, 60).Select(i => (float)(i % 7 == 0 ? i % 3 : examples[2 * i] > 0 ? 0 : examples[2 * i + 1] > 0 ? 1 : 2))], 2);
    }

    private sealed class Rising : LearningRateSchedule
    {
        public override double At(long time) => 1 + 0.02 * time * time;
    }

    private sealed class Steep : ValueLoss
    {
        public Steep()
            : base(Reduction.Sum)
        {
        }

        protected override double EvaluateElement(double output, double target, out double slope)
        {
            slope = double.PositiveInfinity;
            return 1;
        }
    }

    private sealed class AfterSteps(int steps, Action action) : IProgress<TrainingProgress>
    {
        private int _done;

        public void Report(TrainingProgress value)
        {
            if (++_done == steps)
                action();
        }
    }

    private sealed class AfterEpochs(LinearNetwork network, List<float[]> seen) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Batch == value.Batches)
                seen.Add(Weights(network));
        }
    }

    private sealed class Told(IDataset inner) : IDataset
    {
        public List<int> Epochs { get; } = [];

        public List<int> Announced { get; } = [];

        public List<int> Read { get; } = [];

        public int Count => inner.Count;

        public int ExampleLength => inner.ExampleLength;

        public int TargetLength => inner.TargetLength;

        public void BeginEpoch(int epoch, ReadOnlySpan<int> order)
        {
            Epochs.Add(epoch);
            Announced.AddRange(order);
        }

        void IDataset.Read(int index, Span<float> example, Span<float> target)
        {
            Read.Add(index);
            inner.Read(index, example, target);
        }
    }
}
