using ConvGen.Generator.Kernels;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Scheduling;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>What users are told about how a layer is computed.</summary>
public class AlgorithmTests
{
    /// <summary>Clearing a border and laying a map out anew come before a layer's own work and are not it.</summary>
    [Fact]
    public void IsThatOfTheWorkItself()
    {
        NetworkPlan plan = Planned.Plan("""
            [Input(16, 9, 9), Conv(16, k: 1, Name = "a"), Conv(16, k: 3, p: 1, Algorithm = ConvolutionAlgorithm.Direct, Name = "b")]
            [Conv(16, k: 3, p: 1, Algorithm = ConvolutionAlgorithm.Direct, Name = "c"), Conv(16, k: 3, p: 1, Algorithm = ConvolutionAlgorithm.Direct, Name = "d")]
            [Dense(5, From = "c", Name = "e"), Dense(5, From = "d", Name = "f"), Add("e")]
            """);
        Assert.Contains(plan.Inference.Steps, step => step is HaloStep { Algorithm: "halo" });
        Assert.Contains(plan.Inference.Steps, step => step is KernelStep { Layer: "e", Kernel.Algorithm: "elementwise" });
        Assert.Equal(
            ["direct", "direct", "direct", "dense", "dense"],
            new[] { "b", "c", "d", "e", "f" }.Select(layer => plan.Inference.AlgorithmOf(layer)));
    }

    /// <summary>Large kernels take Fourier transforms where they gain, which is not where channels are few or most positions are skipped.</summary>
    [Theory]
    [InlineData("[Input(32, 1024), Conv(k: 101, p: 50)]", "FFT 256")]
    [InlineData("[Input(32, 64, 64), Conv(k: 15, p: 7)]", "FFT 32×32")]
    [InlineData("[Input(32, 64, 64), Conv(k: 15, p: 7, Algorithm = ConvolutionAlgorithm.Direct)]", "direct, planar input")]
    [InlineData("[Input(32, 64, 64), Conv(k: 3, p: 1, Algorithm = ConvolutionAlgorithm.Direct)]", "direct, planar input")]
    [InlineData("[Input(32, 64, 64), Conv(k: 15, s: 2, Rounding = RoundingMode.Floor)]", "direct, planar input")]
    [InlineData("[Input(32, 64, 64), Conv(k: 15, Dilation = 2)]", "direct, planar input")]
    [InlineData("[Input(32, 64, 64), Conv(k: 15, Groups = 2)]", "direct")]
    [InlineData("[Input(1, 64, 64), Conv(k: 15)]", "planar")]
    [InlineData("[Input(6, 14, 14), Conv(16, k: 5)]", "direct, planar input")]
    public void LargeKernelsAreTransformedWhereItGains(string declaration, string algorithm)
    {
        NetworkPlan plan = Planned.Plan(declaration);
        Assert.Equal(algorithm, plan.Inference.AlgorithmOf("conv1"));
    }
}
