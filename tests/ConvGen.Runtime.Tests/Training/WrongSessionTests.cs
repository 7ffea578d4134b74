namespace ConvGen.Runtime.Tests.Training;

/// <summary>Sessions that are used wrongly.</summary>
public class WrongSessionTests
{
    private static readonly InMemoryDataset Data = new([1, 0, 0, 1, -1, 0, 0, -1], [0, 1, 2, 0], 2);

    [Fact]
    public void SessionOfADisposedNetworkThrows()
    {
        var network = new LinearNetwork();
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.CrossEntropy, 2);
        network.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.Step([1, 1], [0]));
        Assert.Throws<ObjectDisposedException>(() => session.Evaluate(Data));
        Assert.Throws<ObjectDisposedException>(() => { session.Fit(Data, null, 1); });
    }

    [Fact]
    public void MissingArgumentsAreNamed()
    {
        using var network = new LinearNetwork();
        Assert.Equal("network", Assert.Throws<ArgumentNullException>(() => new TrainingSession<LinearNetwork>(null!, new Sgd(1), Loss.CrossEntropy, 2)).ParamName);
        Assert.Equal("optimizer", Assert.Throws<ArgumentNullException>(() => new TrainingSession<LinearNetwork>(network, null!, Loss.CrossEntropy, 2)).ParamName);
        Assert.Equal("loss", Assert.Throws<ArgumentNullException>(() => new TrainingSession<LinearNetwork>(network, new Sgd(1), (Loss)null!, 2)).ParamName);
        Assert.Equal("losses", Assert.Throws<ArgumentNullException>(() => new TrainingSession<LinearNetwork>(network, new Sgd(1), (OutputLoss[])null!, 2)).ParamName);
        Assert.Equal(
            "batchSize", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.CrossEntropy, 0)).ParamName);
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.CrossEntropy, 2);
        Assert.Equal("train", Assert.Throws<ArgumentNullException>(() => { session.Fit(null!, null, 1); }).ParamName);
        Assert.Equal("dataset", Assert.Throws<ArgumentNullException>(() => session.Evaluate(null!)).ParamName);
    }

    [Theory]
    [InlineData(800_000_000)]
    [InlineData(int.MaxValue)]
    public void ABatchThatDoesNotFitIsTheArgumentsError(int batchSize)
    {
        using var network = new LinearNetwork();
        var optimizer = new Sgd(1);
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingSession<LinearNetwork>(network, optimizer, Loss.CrossEntropy, batchSize));
        Assert.Equal(("batchSize", batchSize), (refused.ParamName, refused.ActualValue));
        Assert.Contains("at most 715,827,863 examples fit", refused.Message, StringComparison.Ordinal);

        // Neither network nor optimizer has noticed.
        using var session = new TrainingSession<LinearNetwork>(network, optimizer, Loss.CrossEntropy, 2);
        session.Step([1, 1], [0]);
    }

    [Fact]
    public void ATargetThatIsNoClassNamesTheRowOfTheDataSet()
    {
        using var network = new LinearNetwork();
        float[] targets = new float[100];
        targets[77] = 12;
        var data = new InMemoryDataset(new float[200], targets, 2);
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.CrossEntropy, 32, seed: 5);
        const string Message = "The target of row 77 of the data set is 12; classes are 0 to 2.";
        var thrown = Assert.Throws<ArgumentException>(() => session.EnumerateEpochs(data, null, 1).ToList());
        Assert.StartsWith(Message, thrown.Message, StringComparison.Ordinal);
        Assert.Equal("train", thrown.ParamName);
        thrown = Assert.Throws<ArgumentException>(() => session.Evaluate(data));
        Assert.StartsWith(Message, thrown.Message, StringComparison.Ordinal);
        Assert.Equal("dataset", thrown.ParamName);
        thrown = Assert.Throws<ArgumentException>(() => session.EnumerateEpochs(new InMemoryDataset(new float[2], [0], 2), data, 1).ToList());
        Assert.StartsWith(Message, thrown.Message, StringComparison.Ordinal);
        Assert.Equal("test", thrown.ParamName);

        // A step's own example has no row.
        thrown = Assert.Throws<ArgumentException>(() => session.Step([1, 1, 1, 1], [0, 12]));
        Assert.StartsWith("The target of example 1 is 12; classes are 0 to 2.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightsForOtherClassesAreRefusedWhenTheSessionIsMade()
    {
        using var network = new LinearNetwork();
        var thrown = Assert.Throws<ArgumentException>(
            () => new TrainingSession<LinearNetwork>(network, new Sgd(1), new CrossEntropyLoss(classWeights: [1, 1]), 2));
        Assert.Contains("The loss has weights for 2 classes; the results have 3.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusedStepsChangeNothing()
    {
        using var network = new LinearNetwork();
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.CrossEntropy, 2);
        float[][] before = [.. network.Parameters.Select(parameter => parameter.Values.ToArray())];
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => session.Step([1, 1, 1], [0])).ParamName);
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => session.Step([], [])).ParamName);
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => session.Step(new float[6], new float[3])).ParamName);
        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => session.Step([1, 1], [0, 0])).ParamName);
        foreach (float target in (float[])[-1, 3, 0.5f, float.NaN, float.PositiveInfinity])
        {
            Assert.Equal("targets", Assert.Throws<ArgumentException>(() => session.Step([1, 1], [target])).ParamName);
        }

        Assert.Equal(0, session.Steps);
        Assert.Equal(before, network.Parameters.Select(parameter => parameter.Values.ToArray()));
        session.Step([1, 1], [0]);
        Assert.Equal(1, session.Steps);
    }

    [Fact]
    public void AtWorkItRefusesOtherThreadsAndIsNotFreed()
    {
        using var network = new LinearNetwork();
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(0.1f), Loss.CrossEntropy, 2);
        int refused = 0;
        var interrupted = new Interrupted(Data, () =>
        {
            foreach (Action use in (Action[])[() => session.Step([1, 1], [0]), () => session.Evaluate(Data), session.Dispose, network.Dispose])
            {
                var other = new Thread(() => refused += Record.Exception(use)?.GetType() == typeof(InvalidOperationException) ? 1 : 0);
                other.Start();
                other.Join();
            }
        });
        Assert.Single(session.EnumerateEpochs(interrupted, null, 1).ToList());
        Assert.Equal(4 * Data.Count, refused);
        session.Evaluate(interrupted);
        Assert.Equal(2 * 4 * Data.Count, refused);
        Assert.Equal(2, session.Steps);
    }

    [Fact]
    public void EvaluatingBetweenStepsIsAllowed()
    {
        using var network = new LinearNetwork();
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(0.1f), Loss.CrossEntropy, 2);
        var reporter = new Evaluating(() => session.Evaluate(Data));
        Assert.Single(session.EnumerateEpochs(Data, Data, 1, progress: reporter).ToList());
        Assert.Equal(2, reporter.Count);
    }

    /// <summary>A data set that is interrupted whenever it is read.</summary>
    private sealed class Interrupted(IDataset inner, Action during) : IDataset
    {
        public int Count => inner.Count;

        public int ExampleLength => inner.ExampleLength;

        public int TargetLength => inner.TargetLength;

        public void Read(int index, Span<float> example, Span<float> target)
        {
            during();
            inner.Read(index, example, target);
        }
    }

    private sealed class Evaluating(Func<EvaluationResult> evaluate) : IProgress<TrainingProgress>
    {
        public int Count { get; private set; }

        public void Report(TrainingProgress value) => Count += double.IsFinite(evaluate().Loss) ? 1 : 0;
    }
}
