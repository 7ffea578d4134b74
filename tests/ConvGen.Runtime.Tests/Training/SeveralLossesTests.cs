namespace ConvGen.Runtime.Tests.Training;

/// <summary>Sessions of networks with several inputs, outputs and losses.</summary>
public class SeveralLossesTests
{
    private const float Share = 0.5f;

    // Rows as a data set gives them: left, right; and the targets value, kind.
    private static readonly float[] Examples = [1, 2, -3, 0.5f, 0.25f, -1];
    private static readonly float[] Targets = [4, 1, -2, 0, 0.5f, 1];
    private static readonly float[] Weights = [0.5f, -1, 1, 0.25f, -0.5f, 2];

    private static readonly OutputLoss[] Losses = [new("value", Loss.MeanSquaredError, Share), new("kind", Loss.CrossEntropy)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AStepTakesRowsOneAfterAnother(int rows)
    {
        using TwoPortNetwork network = Create();
        using var session = new TrainingSession<TwoPortNetwork>(network, new Sgd(1), Losses, batchSize: 3);
        (double loss, double[] gradient) = ByHand(rows);
        Assert.Equal(loss, session.Step(Examples.AsSpan(0, 2 * rows), Targets.AsSpan(0, 2 * rows)), 1e-5);
        float[] after = network.Parameters[0].Values.ToArray();
        Assert.All(after.Zip(Weights.Zip(gradient, (weight, slope) => weight - slope)), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    [Fact]
    public void FitAndEvaluateTakeTheSameRows()
    {
        using TwoPortNetwork network = Create();
        using var session = new TrainingSession<TwoPortNetwork>(network, new Sgd(0), Losses, batchSize: 2);
        var data = new InMemoryDataset(Examples, Targets, exampleLength: 2, targetLength: 2);
        double loss = ByHand(3).Loss;
        Assert.Equal(loss, session.Evaluate(data).Loss, 1e-5);
        Assert.Equal(loss, session.EnumerateEpochs(data, null, 1).Single().TrainLoss, 1e-5);
        Assert.Equal(1, session.Evaluate(data).Examples / 3);
    }

    [Fact]
    public void AnotherOrderOfLossesIsAnotherOrderOfTargets()
    {
        using TwoPortNetwork network = Create();
        using var session = new TrainingSession<TwoPortNetwork>(network, new Sgd(0), [Losses[1], Losses[0]], batchSize: 3);
        float[] swapped = [.. Targets.Chunk(2).SelectMany(pair => new[] { pair[1], pair[0] })];
        Assert.Equal(ByHand(3).Loss, session.Step(Examples, swapped), 1e-5);
    }

    [Fact]
    public void TargetsThatAreNoClassesNameExampleAndOutput()
    {
        using TwoPortNetwork network = Create();
        using var session = new TrainingSession<TwoPortNetwork>(network, new Sgd(1), Losses, batchSize: 3);

        // All of the first loss, then all of the next: the kind of the second example would be −2.
        var thrown = Assert.Throws<ArgumentException>(() => session.Step(Examples, [4, 1, 0.5f, -2, 0, 1]));
        Assert.Equal("targets", thrown.ParamName);
        Assert.StartsWith("The target of example 1 for the output 'kind' is -2; classes are 0 to 1.", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(Weights, network.Parameters[0].Values.ToArray());
    }

    [Fact]
    public void StepsAllocateNothing()
    {
        using TwoPortNetwork network = Create();
        using var session = new TrainingSession<TwoPortNetwork>(network, new Sgd(0.1f), Losses, batchSize: 3);
        session.Step(Examples, Targets);
        long before = GC.GetAllocatedBytesForCurrentThread();
        session.Step(Examples, Targets);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static TwoPortNetwork Create()
    {
        var network = new TwoPortNetwork();
        network.Parameters[0].Set(Weights);
        return network;
    }

    /// <summary>Loss and gradient of the first rows, from their definitions.</summary>
    private static (double Loss, double[] Gradient) ByHand(int rows)
    {
        double loss = 0;
        double[] gradient = new double[6];
        for (int i = 0; i < rows; i++)
        {
            (double left, double right) = (Examples[2 * i], Examples[2 * i + 1]);
            double[] results = [.. Enumerable.Range(0, 3).Select(o => Weights[2 * o] * left + Weights[2 * o + 1] * right)];
            double difference = results[0] - Targets[2 * i];
            double sum = Math.Exp(results[1]) + Math.Exp(results[2]);
            int kind = (int)Targets[2 * i + 1];
            loss += (Share * difference * difference + Math.Log(sum) - results[1 + kind]) / rows;
            for (int o = 0; o < 3; o++)
            {
                double slope = o == 0 ? Share * 2 * difference : Math.Exp(results[o]) / sum - (kind == o - 1 ? 1 : 0);
                gradient[2 * o] += slope * left / rows;
                gradient[2 * o + 1] += slope * right / rows;
            }
        }

        return (loss, gradient);
    }
}
