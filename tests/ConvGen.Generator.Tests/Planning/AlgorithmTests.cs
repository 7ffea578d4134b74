using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>What users are told about how a layer is computed.</summary>
public class AlgorithmTests
{
    /// <summary>Clearing a border and laying a map out anew come before a layer's own work and are not it.</summary>
    [Fact]
    public void IsThatOfTheWorkItself()
    {
        NetworkPlan? plan = NetworkPlan.TryCreate(Planned.Read("""
            [Input(16, 9, 9), Conv(16, k: 1, Name = "a"), Conv(16, k: 3, p: 1, Algorithm = Algorithm.Direct, Name = "b")]
            [Conv(16, k: 3, p: 1, Algorithm = Algorithm.Direct, Name = "c"), Conv(16, k: 3, p: 1, Algorithm = Algorithm.Direct, Name = "d")]
            [Dense(5, From = "c", Name = "e"), Dense(5, From = "d", Name = "f"), Add("e")]
            """));
        Assert.NotNull(plan);
        Assert.Contains(plan.Inference.Steps, step => step is KernelStep { Kernel.Algorithm: "halo" });
        Assert.Contains(plan.Inference.Steps, step => step is KernelStep { Layer: "e", Kernel.Algorithm: "elementwise" });
        Assert.Equal(
            ["direct", "direct", "direct", "dense", "dense"],
            new[] { "b", "c", "d", "e", "f" }.Select(layer => plan.Inference.Algorithms[layer]));
    }
}
