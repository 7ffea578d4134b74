using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>Memory of weights that exact networks keep in another form than the others.</summary>
public class PackedWeightsTests
{
    private const int Inputs = 256, Units = 512;

    [Fact]
    public void BFloat16TakesHalf()
    {
        PassPlan floats = Plan("Dense(512), Dense(256)"), halves = Plan("Dense(512, Weights = Precision.BFloat16), Dense(256)");
        Assert.Equal((2 * Inputs * Units) + Units + Inputs, floats.Packed.Length);
        Assert.False(floats.Packed.HasExactWeights);
        Assert.Equal(floats.Packed.Length - (Inputs * Units / 2), halves.Packed.Length);

        // An exact network has the floats besides.
        Assert.True(halves.Packed.HasExactWeights);
        Assert.Equal(halves.Packed.Length + (Inputs * Units), halves.Packed.LengthWhenExact);
    }

    [Fact]
    public void ANetworkTakesOneOfTheForms()
    {
        PassPlan plan = Plan("Dense(512, Weights = Precision.BFloat16)");
        Assert.Equal(
            [("dense, bfloat16 weights", (bool?)false), ("dense", true)],
            plan.Steps.OfType<KernelStep>().Select(step => (step.Kernel.Algorithm, step.WhenExact)));
        Assert.Equal("dense, bfloat16 weights", plan.Algorithms["fc1"]);
    }

    [Fact]
    public void PlacesOfExactNetworksFollowEachOther()
    {
        PackedBlock block = new();
        Assert.Equal([0, 0, 32, 16], new[] { block.Reserve(20), block.ReserveWhenExact(9), block.Reserve(5), block.ReserveWhenExact(40) });
        Assert.Equal((48, 48 + 16 + 48), (block.Length, block.LengthWhenExact));
    }

    [Fact]
    public void TrainingKeepsFloats()
    {
        NetworkPlan? plan = NetworkPlan.TryCreate(Planned.Read("[Input(256), Dense(512, Weights = Precision.BFloat16), Trainable]"));
        Assert.Equal("dense", plan?.Training?.Algorithms["fc1"]);
    }

    private static PassPlan Plan(string layers)
    {
        NetworkPlan? plan = NetworkPlan.TryCreate(Planned.Read($"[Input(256), {layers}]"));
        Assert.NotNull(plan);
        return plan.Inference;
    }
}
