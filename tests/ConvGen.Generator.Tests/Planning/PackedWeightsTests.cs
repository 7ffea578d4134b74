using ConvGen.Generator.Plans;
using ConvGen.Generator.Scheduling;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>Memory of weights that exact networks keep in another form than the others.</summary>
public class PackedWeightsTests
{
    private const int Inputs = 256, Units = 512;

    [Fact]
    public void BFloat16TakesHalf()
    {
        PackedWeights floats = Plan("Dense(512), Dense(256)").Packed, halves = Plan("Dense(512, Weights = WeightPrecision.BFloat16), Dense(256)").Packed;
        Assert.Equal((2 * Inputs * Units) + Units + Inputs, floats.Length);
        Assert.False(floats.HasExactWeights);
        Assert.Equal(floats.Length - (Inputs * Units / 2), halves.Length);

        // An exact network has the floats besides.
        Assert.True(halves.HasExactWeights);
        Assert.Equal(halves.Length + (Inputs * Units), halves.LengthWhenExact);
    }

    [Fact]
    public void ANetworkTakesOneOfTheForms()
    {
        NetworkPlan plan = Plan("Dense(512, Weights = WeightPrecision.BFloat16)");
        Assert.Equal(
            [("dense, bfloat16 weights", StepMode.Fast), ("dense", StepMode.Exact)],
            plan.Inference.Steps.OfType<KernelStep>().Select(step => (step.Kernel.Algorithm, step.Mode)));
        Assert.Equal("dense, bfloat16 weights", plan.Inference.AlgorithmOf("fc1"));
    }

    [Fact]
    public void PlacesOfExactNetworksFollowEachOther()
    {
        PackedBuilder block = new();
        PackedPlace[] places = [block.Reserve(20), block.ReserveWhenExact(9), block.Reserve(5), block.ReserveWhenExact(40)];
        Assert.Equal([(0, false), (0, true), (32, false), (16, true)], places.Select(place => (place.Offset, place.IsOfExact)));
        Assert.Equal((48, 48 + 16 + 48), (block.Length, block.LengthWhenExact));
    }

    [Fact]
    public void TrainingKeepsFloats()
    {
        NetworkPlan plan = Planned.Plan("[Input(256), Dense(512, Weights = WeightPrecision.BFloat16), Trainable]");
        Assert.Equal("dense", plan.Training?.Pass.AlgorithmOf("fc1"));
    }

    private static NetworkPlan Plan(string layers) => Planned.Plan($"[Input(256), {layers}]");
}
