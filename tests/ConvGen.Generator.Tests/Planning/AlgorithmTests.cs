using System.Globalization;
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

    /// <summary>Few outputs are dot products of channels, whatever the kernel, unless the channels are few as well, or the outputs not so few.</summary>
    [Theory]
    [InlineData("Input(56, 64, 64)", "ConvTranspose(1, k: 9, s: 2, p: 4, OutputPadding = 1)", "dot products")]
    [InlineData("Input(64, 32, 32)", "ConvTranspose(3, k: 4, s: 2, p: 1)", "dot products")]
    [InlineData("Input(32, 64, 64)", "ConvTranspose(3, k: 4, s: 2, p: 1)", "dot products")]
    [InlineData("Input(32, 64, 64)", "ConvTranspose(1, k: 3, s: 2, p: 1, OutputPadding = 1)", "dot products")]
    [InlineData("Input(16, 64, 64)", "ConvTranspose(1, k: 2, s: 2)", "dot products")]
    [InlineData("Input(16, 72, 72)", "Conv(3, k: 9, p: 4)", "dot products")]
    [InlineData("Input(64, 96, 96)", "Conv(1, k: 3, p: 1)", "dot products")]
    [InlineData("Input(64, 56, 56)", "Conv(4, k: 3, p: 1)", "dot products")]
    [InlineData("Input(64, 56, 56)", "Conv(16, k: 3, p: 1)", "Winograd 4×4")]
    [InlineData("Input(64, 96, 96)", "Conv(3, k: 9, p: 4)", "FFT 32×32")]
    [InlineData("Input(64, 56, 56)", "Conv(16, k: 1)", "direct")]
    [InlineData("Input(64, 3, 3)", "Conv(1, k: 3, p: 1, Algorithm = ConvolutionAlgorithm.Direct)", "direct")]
    public void FewOutputsAreDotProducts(string input, string layer, string algorithm)
    {
        int channels = int.Parse(input.Split('(', ',')[1], CultureInfo.InvariantCulture);
        NetworkPlan plan = Planned.Plan($"[{input}, Conv({channels}, k: 1), Relu, {layer.Insert(layer.Length - 1, ", Name = \"last\"")}]");
        Assert.Equal(algorithm, plan.Inference.AlgorithmOf("last"));
    }

    /// <summary>Where a layer makes infinities of ordinary numbers, a convolution behind it mixes no tiles, unless it is told to.</summary>
    [Theory]
    [InlineData("Log", "direct")]
    [InlineData("Reciprocal", "direct")]
    [InlineData("Pow(-0.5)", "direct")]
    [InlineData("Relu, Divide(\"input\")", "direct")]
    [InlineData("Log, MaxPool(k: 3, s: 1, p: 1), BatchNorm", "direct")]
    [InlineData("Log, Tanh", "Winograd 4×4")]
    [InlineData("Log, HardTanh", "Winograd 4×4")]
    [InlineData("Log, HardTanh(max: double.PositiveInfinity)", "direct")]
    [InlineData("Reciprocal, Softmax", "Winograd 4×4")]
    [InlineData("Pow(0.5)", "Winograd 4×4")]
    [InlineData("Exp", "Winograd 4×4")]
    public void InfinitiesStayWhereTheyAreSeen(string layers, string algorithm)
    {
        string Declared(string setting) => $"[Input(64, 24, 24), Softplus, {layers}, Conv(64, k: 3, p: 1{setting}, Name = \"last\")]";
        Assert.Equal(algorithm, Planned.Plan(Declared("")).Inference.AlgorithmOf("last"));
        Assert.Equal("Winograd 4×4", Planned.Plan(Declared(", Algorithm = ConvolutionAlgorithm.Winograd")).Inference.AlgorithmOf("last"));
    }

    /// <summary>A network's input is not brought into blocks for less work than that.</summary>
    [Theory]
    [InlineData("[Input(64, 96, 96), Conv(1, k: 3, p: 1)]", "dot products")]
    [InlineData("[Input(32, 28, 28), Conv(4, k: 1)]", "planar")]
    [InlineData("[Input(3, 72, 72), Conv(3, k: 9, p: 4)]", "planar")]
    public void InputsAreBroughtIntoBlocksWhereItGains(string declaration, string algorithm) =>
        Assert.Equal(algorithm, Planned.Plan(declaration).Inference.AlgorithmOf("conv1"));

    /// <summary>Columns that phases write in turn are one step; the phases of the other rows are another.</summary>
    [Theory]
    [InlineData("ConvTranspose(3, k: 4, s: 2, p: 1, Name = \"last\")", 2)]
    [InlineData("ConvTranspose(3, k: 4, s: 4, Name = \"last\")", 4)]
    [InlineData("ConvTranspose(1, k: 3, s: 3, Name = \"last\")", 9)]
    [InlineData("ConvTranspose(1, k: 3, s: 2, p: 1, Name = \"last\")", 4)]
    public void PhasesThatWriteTheSameRowsAreDoneTogether(string layer, int steps)
    {
        NetworkPlan plan = Planned.Plan($"[Input(64, 16, 16), Conv(64, k: 1), Relu, {layer}]");
        Assert.Equal(steps, plan.Inference.Steps.Count(step => step is KernelStep { Layer: "last", Kernel.Algorithm: "dot products" }));
    }

    /// <summary>Gradients to the weights of 3×3 kernels take Winograd's algorithm where channels are many, and not in exact networks.</summary>
    [Theory]
    [InlineData("Conv(32, k: 3, p: 1)", "Winograd 4×4 weight gradient")]
    [InlineData("Conv(32, k: 3, p: 1, Algorithm = ConvolutionAlgorithm.Winograd)", "Winograd 4×4 weight gradient")]
    [InlineData("Conv(32, k: 3, p: 1, Algorithm = ConvolutionAlgorithm.Direct)", null)]
    [InlineData("Conv(32, k: 3, p: 1, Groups = 2)", null)]
    [InlineData("Conv(32, k: 3, s: 2, p: 1, Rounding = RoundingMode.Floor)", null)]
    [InlineData("Conv(32, k: 5, p: 2)", null)]
    [InlineData("ConvTranspose(32, k: 3, p: 1)", "Winograd 4×4 weight gradient")]
    public void GradientsToWeightsAreTransformedWhereItGains(string layer, string? fast)
    {
        NetworkPlan plan = Planned.Plan($"[Input(3, 16, 16), Conv(32, k: 1), {layer[..^1]}, Name = \"a\"), Dense(3), Trainable]");
        KernelStep[] sums =
        [
            .. plan.Training!.Pass.Steps.OfType<KernelStep>()
                .Where(step => step.Layer == "a" && step.Algorithm.EndsWith("weight gradient", StringComparison.Ordinal)),
        ];
        Assert.Equal(
            fast is null ? [("direct weight gradient", StepMode.Always)] : [(fast, StepMode.Fast), ("direct weight gradient", StepMode.Exact)],
            sums.Select(step => (step.Algorithm, step.Mode)));
    }

    /// <summary>Where few channels are planar, or transforming takes longer than multiplying, the definition is summed.</summary>
    [Theory]
    [InlineData("[Input(3, 16, 16), Conv(32, k: 3, p: 1, Name = \"a\"), Dense(3), Trainable]")]
    [InlineData("[Input(3, 16, 16), Conv(8, k: 1), Conv(32, k: 3, p: 1, Name = \"a\"), Dense(3), Trainable]")]
    public void GradientsFromFewChannelsAreSummedDirectly(string declaration) => Assert.DoesNotContain(
        Planned.Plan(declaration).Training!.Pass.Steps.OfType<KernelStep>(),
        step => step.Layer == "a" && step.Algorithm.Contains("weight gradient", StringComparison.Ordinal) && step.Mode != StepMode.Always);
}
