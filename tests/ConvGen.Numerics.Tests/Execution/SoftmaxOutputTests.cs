using ConvGen.Conformance.Running;
using ConvGen.Numerics.Tests.Checks;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Losses that take logits get those of each softmax output, whoever else reads it or what goes into it.</summary>
public class SoftmaxOutputTests
{
    private static readonly float[] Input = [1, 2, 3, 4];
    private static readonly float[] Weights = [2, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0];

    // Of the logits 2, −2 and 3, and of the loss of label 0.
    private static readonly double[] Probabilities = [0.26762316, 0.00490169, 0.72747516];
    private const double CrossEntropy = 1.31817597;

    public static TheoryData<string> Targets => [.. VectorTargets.Available.Select(VectorTargets.NameOf)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void LogitsMayBeAnOutputToo(string target)
    {
        using LogitsBeside network = Set(new LogitsBeside(Options(target)));
        using TrainingSession<LogitsBeside> session = new(network, new Sgd(1), [new("p", Loss.CrossEntropy)], batchSize: 1);
        Assert.Equal(CrossEntropy, session.Step(Input, [0]), 1e-5);
        CheckBias(network, 1);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void LossesOfBothFormsAddUp(string target)
    {
        // Twice the gradient of the cross-entropy by the logits: once from each output.
        using LogitsBeside network = Set(new LogitsBeside(Options(target)));
        using TrainingSession<LogitsBeside> session = new(network, new Sgd(1), [new("p", Loss.CrossEntropy), new("logits", Loss.CrossEntropy)], batchSize: 1);
        Assert.Equal(2 * CrossEntropy, session.Step(Input, [0, 0]), 1e-5);
        CheckBias(network, 2);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void OneOutputMayBeJudgedByItsLogitsAndAnotherByProbabilities(string target)
    {
        using ProbabilitiesTwice network = Set(new ProbabilitiesTwice(Options(target)));
        using TrainingSession<ProbabilitiesTwice> session = new(
            network, new Sgd(1), [new("first", Loss.CrossEntropy), new("second", Loss.MeanSquaredError)], batchSize: 1);
        double[] p = Probabilities, difference = [p[0] - 1, p[1], p[2]];
        double squares = difference.Sum(d => d * d) / 3;
        Assert.Equal(CrossEntropy + squares, session.Step(Input, [0, 1, 0, 0]), 1e-5);

        // By the logits: p − e₀ of the one, p·(g − Σ g·p) with g = 2/3·(p − e₀) of the other.
        double[] g = [.. difference.Select(d => 2 * d / 3)];
        double mean = g.Zip(p, (a, b) => a * b).Sum();
        float[] bias = network.Parameters["fc1.bias"].Values.ToArray();
        for (int i = 0; i < 3; i++)
            Assert.Equal(-(difference[i] + (p[i] * (g[i] - mean))), bias[i], 1e-5);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void WhatReadsTheProbabilitiesContributes(string target)
    {
        using ProbabilitiesRead network = Set(new ProbabilitiesRead(Options(target)));
        network.Parameters["fc2.weight"].Set([1, 2, 3, -1, 0, 1]);
        network.Parameters["fc2.bias"].Edit().Clear();
        using TrainingContext training = network.CreateTrainingContext(1);
        foreach (bool logits in (bool[])[false, true])
        {
            training.Forward(Input, logits);
            double[] given = logits ? [2, -2, 3] : Probabilities;
            double[] score = [Probabilities[0] + (2 * Probabilities[1]) + (3 * Probabilities[2]), Probabilities[2] - Probabilities[0]];
            Near([.. given, .. score], training.Output);

            training.Backward([0.5f, -1, 2, 10, 20]);
            double[] byProbabilities = [10 - 20, 20, 30 + 20];
            if (!logits)
                byProbabilities = [byProbabilities[0] + 0.5, byProbabilities[1] - 1, byProbabilities[2] + 2];
            double mean = byProbabilities.Zip(Probabilities, (a, b) => a * b).Sum();
            double[] byLogits = [.. byProbabilities.Select((slope, i) => (Probabilities[i] * (slope - mean)) + (logits ? new[] { 0.5, -1, 2 }[i] : 0))];
            Near(byLogits, training.Gradients["fc1.bias"].Values);
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void FlatteningChangesNothing(string target)
    {
        using ProbabilitiesFlattened network = Set(new ProbabilitiesFlattened(Options(target)), "conv1");
        using TrainingSession<ProbabilitiesFlattened> session = new(network, new Sgd(1), Loss.CrossEntropy, batchSize: 1);
        Assert.Equal(CrossEntropy, session.Step(Input, [0]), 1e-5);
        CheckBias(network, 1, "conv1");
    }

    [Fact]
    public void ProbabilitiesInOtherAxesAreRefused()
    {
        using ProbabilitiesMixed network = new();
        ArgumentException refused = Assert.Throws<ArgumentException>(
            () => new TrainingSession<ProbabilitiesMixed>(network, new Sgd(1), Loss.CrossEntropy, batchSize: 1));
        Assert.StartsWith("The loss takes logits, but the output 'output' holds the probabilities of a Softmax in other axes", refused.Message, StringComparison.Ordinal);
        using TrainingSession<ProbabilitiesMixed> accepted = new(network, new Sgd(1), Loss.MeanSquaredError, batchSize: 1);
    }

    // Gradients by the logits and by the probabilities of a map, with and without what reads it, are those of one pass each.
    [Theory]
    [MemberData(nameof(Targets))]
    public void MapsAddTheirGradients(string target)
    {
        using ProbabilityMap network = new(Options(target) with { Seed = 3 });
        using TrainingContext training = network.CreateTrainingContext(2);
        float[] input = Wave(2 * ProbabilityMap.InputLength), classes = Wave(2 * ProbabilityMap.ClassesLength), edges = Wave(2 * ProbabilityMap.EdgesLength);
        foreach (bool logits in (bool[])[true, false, true])
        {
            float[] both = Gradient(classes, edges), first = Gradient(classes, new float[edges.Length]), second = Gradient(new float[classes.Length], edges);
            Near([.. first.Zip(second, (a, b) => (double)a + b)], both);
            Assert.Contains(second, slope => slope != 0);

            float[] Gradient(float[] byClasses, float[] byEdges)
            {
                training.Forward(input, logits);
                training.Backward([.. byClasses, .. byEdges]);
                return training.Gradients["conv1.weight"].Values.ToArray();
            }
        }
    }

    private static float[] Wave(int length) => [.. Enumerable.Range(0, length).Select(i => MathF.Sin(i * 1.7f))];

    private static TNetwork Set<TNetwork>(TNetwork network, string layer = "fc1")
        where TNetwork : INetwork
    {
        network.Parameters[$"{layer}.weight"].Set(Weights);
        network.Parameters[$"{layer}.bias"].Edit().Clear();
        return network;
    }

    private static void CheckBias(INetwork network, double times, string layer = "fc1") =>
        Near([.. Probabilities.Select((p, i) => -times * (p - (i == 0 ? 1 : 0)))], network.Parameters[$"{layer}.bias"].Values);

    private static void Near(double[] want, ReadOnlySpan<float> got) => Assert.Null(Closeness.Describe("values", want, got, 1e-5));

    private static NetworkOptions Options(string target) => VectorTargets.Options(VectorTargets.Find(target)!.Value, threads: 1);
}
