using ConvGen.Conformance.Running;
using ConvGen.Numerics.Tests.Checks;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>A block applied to its own output with one set of weights, against copies with equal weights of their own.</summary>
public class BlockTests
{
    private const int Examples = 5;
    private const int Copies = 3;

    public static TheoryData<string> Targets => [.. VectorTargets.Available.Select(VectorTargets.NameOf)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void TiedGradientsAreTheSumOfThoseOfTheCopies(string target)
    {
        NetworkOptions options = VectorTargets.Options(VectorTargets.Find(target)!.Value, threads: 2);
        using Recurrent tied = new(options);
        using Unrolled copies = new(options);
        foreach (NetworkParameter parameter in copies.Parameters)
            parameter.Set(tied.Parameters[TiedName(parameter.Name)].Values);

        float[] examples = Networks.Examples(tied, Examples);
        float[] want = new float[Examples * Unrolled.OutputLength], got = new float[Examples * Recurrent.OutputLength];
        copies.Forward(examples, want);
        tied.Forward(examples, got);
        Assert.Equal(want, got);

        float[] upstream = Networks.Examples(tied, Examples).AsSpan(0, want.Length).ToArray();
        using TrainingContext wanted = copies.CreateTrainingContext(Examples);
        using TrainingContext gotten = tied.CreateTrainingContext(Examples);
        wanted.Forward(examples);
        wanted.Backward(upstream);
        gotten.Forward(examples);
        gotten.Backward(upstream);
        Assert.Equal(wanted.InputGradient, gotten.InputGradient);
        foreach (NetworkParameter gradient in gotten.Gradients.Where(parameter => !parameter.Name.Contains("running", StringComparison.Ordinal)))
        {
            double[] sum = [.. Enumerable.Range(0, gradient.Values.Length).Select(i =>
                wanted.Gradients.Where(parameter => TiedName(parameter.Name) == gradient.Name).Sum(parameter => (double)parameter.Values[i]))];
            Assert.Null(Closeness.Describe(gradient.Name, sum, gradient.Values, 1e-6));
        }
    }

    [Fact]
    public void TiedCopiesHaveOneSetOfTensors()
    {
        using Recurrent tied = new();
        Assert.Equal(
            ["stem.weight", "stem.bias", "loop.conv1.weight", "loop.conv1.bias", "loop.bn1.weight", "loop.bn1.bias", "loop.bn1.running_mean", "loop.bn1.running_var", "fc1.weight", "fc1.bias"],
            tied.Parameters.Select(parameter => parameter.Name));
        using Unrolled copies = new();
        Assert.Equal(4 + Copies * 6, copies.Parameters.Count);
        Assert.True(Recurrent.Info.PackedBytes < Unrolled.Info.PackedBytes);
    }

    private static string TiedName(string name) => string.Join('.', name.Split('.').Where(part => !int.TryParse(part, out _)));
}
