using ConvGen.Generator.Plans;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>Which layers that pad with zeros are left out: the plan is the same as if those behind them had the padding.</summary>
public class ZeroPaddingTests
{
    private const string Stem = "[Input(3, 9, 9), Conv(17, k: 1, Name = \"stem\"), Relu]";
    private const string Pad = "[Pad(PadBegin = [0, 1], PadEnd = [2, 1])]";
    private const string Padding = "PadBegin = [0, 1], PadEnd = [2, 1], Rounding = RoundingMode.Floor";
    private const string Floor = "Rounding = RoundingMode.Floor";

    [Theory]
    [InlineData($"{Pad} [Conv(5, k: 3, {Floor}, Name = \"a\")]", $"[Conv(5, k: 3, {Padding}, Name = \"a\")]")]
    [InlineData($"{Pad} [DepthwiseConv(k: 3, s: 2, {Floor}, Name = \"a\")]", $"[DepthwiseConv(k: 3, s: 2, {Padding}, Name = \"a\")]")]
    [InlineData(
        $"{Pad} [Pad(p: 1)] [Conv(5, k: 3, p: 1, Name = \"a\")]",
        "[Conv(5, k: 3, PadBegin = [2, 3], PadEnd = [4, 3], Name = \"a\")]")]
    [InlineData(
        $"{Pad} [Silu(Name = \"f\")] [Conv(5, k: 3, Name = \"a\")]", $"[Silu(Name = \"f\")] [Conv(5, k: 3, {Padding}, Name = \"a\")]")]
    [InlineData($"{Pad} [MaxPool(k: 3, s: 2, {Floor}, Name = \"a\")]", $"[MaxPool(k: 3, s: 2, {Padding}, Name = \"a\")]")]
    [InlineData($"{Pad} [AvgPool(k: 3, s: 2, {Floor}, Name = \"a\")]", $"[AvgPool(k: 3, s: 2, {Padding}, Name = \"a\")]")]
    [InlineData($"{Pad} [LpPool(k: 3, s: 2, {Floor}, Name = \"a\")]", $"[LpPool(k: 3, s: 2, {Padding}, Name = \"a\")]")]
    public void LayersBehindTakeTheZerosAsTheirPadding(string padded, string itself)
    {
        Assert.Equal(Text($"{Stem} {itself}"), Text($"{Stem} {padded}"));
        Assert.Equal(Text($"{Stem} {itself} [Trainable(InputGradient = true)]"), Text($"{Stem} {padded} [Trainable(InputGradient = true)]"));
    }

    [Theory]
    [InlineData($"{Pad} [Sigmoid] [Conv(5, k: 3)]")] // Zeros become halves.
    [InlineData($"{Pad} [Neg] [MaxPool(k: 3, s: 1)]")] // Zeros may be the largest.
    [InlineData($"{Pad} [AvgPool(k: 3, s: 1, CountPadding = false)]")] // Zeros count.
    [InlineData($"{Pad} [Conv(5, k: 3, p: 1, PadMode = PadMode.Replicate)]")]
    [InlineData("[Pad(p: 1, Value = 1)] [Conv(5, k: 3)]")]
    [InlineData("[Pad(p: 1, Mode = PadMode.Reflect)] [Conv(5, k: 3)]")]
    [InlineData("[Pad(PadBegin = [1, 0], PadEnd = [-1, 1])] [Conv(5, k: 3)]")]
    [InlineData("[Pad(p: 3)] [MaxPool(k: 3, s: 3)]")] // Windows without an element have no maximum.
    [InlineData($"{Pad} [ConvTranspose(5, k: 3)]")]
    [InlineData($"{Pad} [GlobalAvgPool]")]
    [InlineData($"{Pad} [Conv(5, k: 3, Name = \"a\"), Output] [GlobalMaxPool(From = \"pad1\"), Output]")]
    [InlineData("[Pad(p: 1), Output]")]
    public void OthersReadThePaddedMap(string layers) => Assert.Contains("  pad1: ", Text($"{Stem} {layers}"), StringComparison.Ordinal);

    private static string Text(string network) => PlanText.Of(Planned.Plan(network));
}
