using ConvGen.Generator.Plans;
using ConvGen.Generator.Scheduling;
using ConvGen.Generator.Tests.Planning;

namespace ConvGen.Generator.Tests.Snapshots;

/// <summary>What is decided about networks, to be read.</summary>
public class PlanTests
{
    [Fact]
    public Task LeNet5() => Verifier.Verify(Text("""
        [Input(1, 28, 28)]
        [Conv(6, k: 5, p: 2), Relu]
        [MaxPool(k: 2, s: 2)]
        [Conv(16, k: 5), Relu]
        [MaxPool(k: 2, s: 2)]
        [Dense(120), Relu]
        [Dense(84), Relu]
        [Dense(10), Softmax]
        """));

    /// <summary>Of everything something: halos, Winograd, weights in two forms, two sizes, and a training step.</summary>
    [Fact]
    public Task TrainedAtTwoSizes() => Verifier.Verify(Text("""
        [Input(16, 12, 12), Size(16, 16)]
        [Conv(16, k: 3, p: 1), BatchNorm, Relu(Name = "a")]
        [DepthwiseConv(k: 3, p: 1), Add("a")]
        [GlobalAvgPool, Dense(5, Weights = WeightPrecision.BFloat16), Softmax]
        [Trainable]
        """));

    /// <summary>Plans are data: what is declared alike is planned alike.</summary>
    [Fact]
    public void EqualNetworksHaveEqualPlans()
    {
        const string network = "[Input(16, 12, 12), Conv(16, k: 3, p: 1), Relu, Dense(10), Softmax, Trainable]";
        Assert.Equal(Planned.Plan(network), Planned.Plan(network));
        Assert.NotEqual(Planned.Plan(network), Planned.Plan(network.Replace("k: 3", "k: 5", StringComparison.Ordinal)));
    }

    private static string Text(string network) => PlanText.Of(Planned.Plan(network));
}
