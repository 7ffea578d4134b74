using ConvGen.Conformance.Running;
using ConvGen.Engine;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Training finds what is to be found, and finds it again.</summary>
public class LearningTests
{
    private const int Classes = 10;
    private const int Examples = 40;

    [Fact]
    public void LearnsExamplesByHeart()
    {
        foreach (VectorTarget target in VectorTargets.Available)
        {
            (float first, float last, int right) = Learn(VectorTargets.Options(target, threads: 1), new Sgd(0.05f, momentum: 0.9f), steps: 120);
            Assert.InRange(first, 1.5f, 4);
            Assert.InRange(last, 0, 0.05f);
            Assert.Equal(Examples, right);
        }
    }

    [Fact]
    public void LearnsWithAdam()
    {
        (_, float last, int right) = Learn(new NetworkOptions(), new Adam(0.003f), steps: 120);
        Assert.InRange(last, 0, 0.05f);
        Assert.Equal(Examples, right);
    }

    [Fact]
    public void TwoRunsAreTheSame() => Assert.Equal(
        Learn(new NetworkOptions { Threads = 1 }, new Adam(0.003f), steps: 10),
        Learn(new NetworkOptions { Threads = 2 }, new Adam(0.003f), steps: 10));

    [Fact]
    public void RefusedStepsLeaveTheRunningStatistics()
    {
        using Residual network = new();
        using TrainingSession<Residual> session = new(network, new Sgd(0.1f), Loss.CrossEntropy, Examples);
        float[] examples = Networks.Examples(network, Examples);
        float[] before = Everything(network);
        Assert.Throws<ArgumentException>(() => session.Step(examples, new float[Examples + 1]));
        Assert.Throws<ArgumentException>(() => session.Step(examples, [.. Enumerable.Repeat(Residual.OutputLength, Examples)]));
        Assert.Equal(before, Everything(network));
        session.Step(examples, new float[Examples]);
        Assert.NotEqual(before, Everything(network));
    }

    [Fact]
    public void RunningStatisticsAreNotBlamedForADivergence()
    {
        using Residual network = new();
        using TrainingSession<Residual> session = new(network, new Sgd(1e30f), Loss.CrossEntropy, Examples);
        float[] examples = Networks.Examples(network, Examples);
        TrainingDivergedException? thrown = null;
        for (int step = 0; thrown is null && step < 5; step++)
            thrown = Record.Exception(() => session.Step(examples, new float[Examples])) as TrainingDivergedException;
        Assert.NotNull(thrown);
        Assert.DoesNotContain("running", thrown.Message, StringComparison.Ordinal);
        Assert.All(network.Parameters.Where(parameter => parameter.Trainable), parameter => Assert.All(parameter.Values.ToArray(), value => Assert.True(float.IsFinite(value))));
    }

    private static float[] Everything(Residual network) => [.. network.Parameters.SelectMany(parameter => parameter.Values.ToArray())];

    /// <summary>The loss of the first and the last step, and the examples that are classified as they should be.</summary>
    private static (float First, float Last, int Right) Learn(NetworkOptions options, Optimizer optimizer, int steps)
    {
        using Digits network = new(options with { Seed = 1 });
        float[] examples = Networks.Examples(network, Examples);
        float[] labels = [.. Enumerable.Range(0, Examples).Select(i => (float)(i * 7 % Classes))];
        using TrainingSession<Digits> session = new(network, optimizer, Loss.CrossEntropy, Examples, seed: 1);
        float first = session.Step(examples, labels);
        float last = first;
        for (int step = 1; step < steps; step++)
            last = session.Step(examples, labels);

        int right = Networks.Run(network, examples).Chunk(Classes).Zip(labels).Count(pair => Array.IndexOf(pair.First, pair.First.Max()) == (int)pair.Second);
        return (first, last, right);
    }
}
