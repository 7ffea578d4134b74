using ConvGen.Conformance.Running;
using ConvGen.Engine;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Inverted dropout (Srivastava et al. 2014): in training every element is 0 or divided by what is kept.</summary>
public class DropoutTests
{
    private const int Examples = 64;
    private const float Probability = 0.25f;

    [Fact]
    public void DropsTheGivenShareAndScalesTheRest()
    {
        foreach (VectorTarget target in VectorTargets.Available)
        {
            using DroppedOut network = new(VectorTargets.Options(target, threads: 1));
            using TrainingContext training = network.CreateTrainingContext(Examples, seed: 1);
            float[] input = Networks.Examples(network, Examples);
            training.Forward(input);
            float[] output = training.Output.ToArray();
            Assert.All(input.Zip(output), pair => Assert.True(pair.Second == 0 || MathF.Abs(pair.Second - pair.First / (1 - Probability)) <= 1e-6f));

            // Four standard deviations of a binomial share.
            double dropped = output.Count(value => value == 0) / (double)output.Length;
            double deviation = Math.Sqrt(Probability * (1 - Probability) / output.Length);
            Assert.InRange(dropped, Probability - 4 * deviation, Probability + 4 * deviation);
        }
    }

    [Fact]
    public void TheGradientPassesWhereTheElementDid()
    {
        foreach (VectorTarget target in VectorTargets.Available)
        {
            using DroppedOut network = new(VectorTargets.Options(target, threads: 1));
            using TrainingContext training = network.CreateTrainingContext(Examples, seed: 1);
            training.Forward(Networks.Examples(network, Examples));
            float[] upstream = Networks.Examples(network, Examples, seed: 8);
            training.Backward(upstream);
            float[] output = training.Output.ToArray(), gradient = training.InputGradient.ToArray();
            for (int i = 0; i < gradient.Length; i++)
                Assert.Equal(output[i] == 0 ? 0 : upstream[i] / (1 - Probability), gradient[i], 1e-6f);
        }
    }

    [Fact]
    public void StepsDifferAndSeedsRepeatThem()
    {
        using DroppedOut network = new();
        float[] input = Networks.Examples(network, Examples);
        float[][] Steps(int seed)
        {
            using TrainingContext training = network.CreateTrainingContext(Examples, seed);
            return [.. Enumerable.Range(0, 3).Select(_ =>
            {
                training.Forward(input);
                return training.Output.ToArray();
            })];
        }

        float[][] first = Steps(1);
        Assert.NotEqual(first[0], first[1]);
        Assert.NotEqual(first[1], first[2]);
        Assert.Equal(first, Steps(1));
        Assert.NotEqual(first[0], Steps(2)[0]);
    }

    [Fact]
    public void EveryTargetDropsTheSameElements()
    {
        float[] input = [];
        float[][] outputs = [.. VectorTargets.Available.Select(target =>
        {
            using DroppedOut network = new(VectorTargets.Options(target, threads: 1));
            using TrainingContext training = network.CreateTrainingContext(Examples, seed: 1);
            input = Networks.Examples(network, Examples);
            training.Forward(input);
            return training.Output.ToArray();
        })];
        Assert.All(outputs, output => Assert.Equal(outputs[0], output));
    }
}
