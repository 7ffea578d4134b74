using ConvGen.Generator.Plans;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>Layers that are declared with <c>Trainable = false</c> have no gradients of weights computed, and a prefix of them none at all.</summary>
public class FrozenTests
{
    private const string Network = """
        [Input(3, 16, 16)]
        [Conv(16, k: 3, p: 1, Name = "prefix"{0}), BatchNorm(Name = "norm"{0}), Relu]
        [Conv(16, k: 3, p: 1, Name = "first")]
        [Conv(16, k: 3, p: 1, Name = "between"{0}), GroupNorm(4, Name = "group"{0}), GlobalAvgPool]
        [Dense(4, Name = "head")]
        [Trainable]
        """;

    [Fact]
    public void OnlyTheGradientToTheInputIsComputed()
    {
        (string Layer, string Algorithm)[] trained = Backward(Network.Replace("{0}", "", StringComparison.Ordinal));
        (string Layer, string Algorithm)[] frozen = Backward(Network.Replace("{0}", ", Trainable = false", StringComparison.Ordinal));
        string[] prefix = ["prefix", "norm"];
        Assert.All(prefix, layer => Assert.Contains(trained, step => step.Layer == layer));
        Assert.DoesNotContain(frozen, step => prefix.Contains(step.Layer));

        // The layer in the middle passes the gradient on as it does when it is trained, and sums nothing for itself.
        Assert.Contains(trained, step => IsSum(step) && step.Layer == "between");
        Assert.Equal([.. Of("between", trained).Where(step => !IsSum(step))], Of("between", frozen));
        Assert.Equal(["first", "head"], frozen.Where(IsSum).Select(step => step.Layer).Distinct().Order());
        Assert.Equal(Of("head", trained), Of("head", frozen));
        Assert.Equal(Of("group", trained).Length - 1, Of("group", frozen).Length);
    }

    [Fact]
    public void FrozenTensorsTakeNoMemory()
    {
        PassPlan trained = Planned.Plan(Network.Replace("{0}", "", StringComparison.Ordinal)).Training!.Pass;
        PassPlan frozen = Planned.Plan(Network.Replace("{0}", ", Trainable = false", StringComparison.Ordinal)).Training!.Pass;
        Assert.True(frozen.ArenaLength < trained.ArenaLength);
        Assert.True(frozen.ScratchLength < trained.ScratchLength);

        // The gradients by "first" and "head" are all that there are.
        Assert.Equal([0, 16 * 16 * 9, (16 * 16 * 9) + 16, (16 * 16 * 9) + 16 + (16 * 4)], Gradients(frozen));
        Assert.True(Gradients(trained).Length > 4);
    }

    private static int[] Gradients(PassPlan pass) => [.. pass.Steps
        .SelectMany(step => step switch
        {
            KernelStep kernel => kernel.Operands.ToArray(),
            GradientStep gradient => [gradient.Gradient],
            _ => [],
        })
        .OfType<GradientPlace>()
        .Select(place => place.Offset)
        .Distinct()
        .Order()];

    private static (string Layer, string Algorithm)[] Backward(string declaration)
    {
        PassPlan pass = Planned.Plan(declaration).Training!.Pass;
        return [.. pass.Steps.Skip(pass.BackwardStart).OfType<KernelStep>().Select(step => (step.Layer, step.Algorithm))];
    }

    private static (string Layer, string Algorithm)[] Of(string layer, (string Layer, string Algorithm)[] steps) =>
        [.. steps.Where(step => step.Layer == layer)];

    private static bool IsSum((string Layer, string Algorithm) step) =>
        step.Algorithm.Contains("weight gradient", StringComparison.Ordinal) || step.Algorithm.Contains("bias gradient", StringComparison.Ordinal);
}
