using ConvGen.Generator.Plans;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>Learned rectifiers that the layer before them does.</summary>
public class FusedRectifierTests
{
    [Theory]
    [InlineData("[Conv(20, k: 3), PRelu(PerChannel = true)]", 32)]
    [InlineData("[Conv(20, k: 3, Bias = BiasKind.None), PRelu]", 32)]
    [InlineData("[Conv(20, k: 3), BatchNorm, PRelu]", 32)]
    [InlineData("[Conv(16, k: 3), Tanh, Dense(50), PRelu]", 64)]
    public void SlopesLieBehindBiases(string layers, int distance)
    {
        NetworkPlan plan = Planned.Plan($"[Input(3, 8, 8)]\n{layers}");
        Assert.DoesNotContain(plan.Inference.Steps, step => step.Layer == "prelu1");
        PackCall pair = Assert.Single(plan.Packed.Calls, call => call.Recipe is PackPair);
        Assert.Equal(distance, pair.Places[1].Offset - pair.Places[0].Offset);
    }

    /// <summary>The backward pass needs what the rectifier read.</summary>
    [Fact]
    public void TrainingKeepsItApart() => Assert.Contains(
        Planned.Plan("[Input(3, 8, 8), Trainable]\n[Conv(20, k: 3), PRelu]").Training!.Pass.Steps,
        step => step is KernelStep { Layer: "prelu1", Algorithm: "elementwise" });

    /// <summary>All sizes read the same biases and slopes.</summary>
    [Fact]
    public void EqualSlopesArePackedOnce()
    {
        NetworkPlan plan = Planned.Plan("[Input(3, 8, 8), Size(16, 16)]\n[Conv(20, k: 3), PRelu]");
        Assert.Single(plan.Packed.Calls, call => call.Recipe is PackPair);
    }
}
