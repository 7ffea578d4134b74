using ConvGen.Conformance.Running;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>What is brought in or taken out has memory of its own, also where no operation touches it.</summary>
public class UnreadInputTests
{
    private const int Examples = 3;

    public static TheoryData<string> Targets => [.. VectorTargets.Available.Select(VectorTargets.NameOf)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void AnInputThatNobodyReadsChangesNothing(string target)
    {
        using UnreadSecond network = new(Options(target));
        network.Parameters["conv1.weight"].Set([1, 10, 100]);
        network.Parameters["conv1.bias"].Set([0.5f]);
        float[] results = new float[2];
        network.Forward([1, 2, 3, 4, 5, 6], [1e9f, float.NaN], results);
        Assert.Equal([321.5f, 654.5f], results);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void ALargeInputThatNobodyReadsStaysInItsPlace(string target)
    {
        using UnreadFirst network = new(Options(target));
        network.Parameters["prelu1.weight"].Edit().Fill(0.25f);
        float[] tele = [.. Enumerable.Range(0, Examples * UnreadFirst.TeleLength).Select(i => (float)(i % 5) - 2)];
        float[] image = new float[Examples * UnreadFirst.ImageLength], results = new float[tele.Length];
        Array.Fill(image, float.NaN);
        network.Forward(image, tele, results);
        Assert.Equal([.. tele.Select(value => value < 0 ? value / 4 : value)], results);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void AnInputMayBeAnOutput(string target)
    {
        using InputAsOutput network = new(Options(target));
        float[] a = [.. Enumerable.Range(0, Examples * InputAsOutput.ALength).Select(i => i * 0.5f)];
        float[] b = [.. Enumerable.Range(0, Examples * InputAsOutput.BLength).Select(i => (float)-i)];
        float[] features = new float[Examples * InputAsOutput.FeaturesLength], alone = new float[features.Length], copy = new float[b.Length];
        network.Forward(a, b, features, copy);
        Assert.Equal(b, copy);
        network.Forward(a, new float[b.Length], alone, copy);
        Assert.Equal(alone, features);
    }

    // x = 0 and 1 of two examples: x̂ = ∓1/√(1 + 4ε), and dγ = Σ dy·x̂.
    [Theory]
    [MemberData(nameof(Targets))]
    public void AGradientThatGoesNowhereChangesNothing(string target)
    {
        using GradientOfNothing network = new(Options(target));
        using TrainingContext training = network.CreateTrainingContext(2);
        training.Forward([0, 1]);
        training.Backward([3, 5, 1e6f, -1e6f]);
        Assert.Equal(2 / Math.Sqrt(1 + 4e-5), training.Gradients["bn1.weight"].Values[0], 1e-5);
        Assert.Equal(8, training.Gradients["bn1.bias"].Values[0], 1e-5);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void TheGradientOfAnInputThatNobodyReadsIsZero(string target)
    {
        using UnreadInputGradient network = new(Options(target));
        using TrainingContext training = network.CreateTrainingContext(3);
        float[] poison = new float[8];
        Array.Fill(poison, float.NaN);
        training.Forward(poison);
        training.Backward(poison.AsSpan(0, 4));
        training.Forward([.. Enumerable.Range(0, 12).Select(i => (float)i)]);
        training.Backward([1, 2, 3, 4, 5, 6]);
        Assert.Equal(new float[6], training.InputGradient[..6].ToArray());
        Assert.DoesNotContain(training.InputGradient[6..].ToArray(), float.IsNaN);
    }

    private static NetworkOptions Options(string target) => VectorTargets.Options(VectorTargets.Find(target)!.Value, threads: 1);
}
