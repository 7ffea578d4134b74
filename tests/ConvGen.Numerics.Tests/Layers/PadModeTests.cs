using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Convolutions over maps that are continued beyond their border.</summary>
public class PadModeTests
{
    private static readonly WindowSettings Padded3 = new(3) { Begin = [1] };

    private static readonly CaseBook Book = new CaseBook()
        .Add("reflected", DeclaredNetwork.Of(3, 6, 7).PaddedConv(17, new(5) { Begin = [2] }, PadMode.Reflect))
        .Add("replicated, strided, at one side", DeclaredNetwork.Of(17, 7, 8).PaddedConv(
            5, new(3) { Stride = [2], Begin = [0, 3], End = [2, 0], Rounding = RoundingMode.Floor }, PadMode.Replicate))
        .Add("circular, Same, dilated", DeclaredNetwork.Of(16, 6, 7).PaddedConv(16, new(3) { Dilation = [2], Padding = PaddingKind.Same }, PadMode.Circular))
        .Add("circular, overhanging", DeclaredNetwork.Of(4, 8, 7).PaddedConv(6, new(3) { Stride = [2, 3], Begin = [1], Rounding = RoundingMode.Ceiling }, PadMode.Circular))
        .Add("groups", DeclaredNetwork.Of(6, 5, 6).PaddedConv(9, Padded3, PadMode.Reflect, groups: 3))
        .Add("a mode without padding", DeclaredNetwork.Of(3, 5, 6).PaddedConv(4, new(3), PadMode.Reflect))
        .Add("depthwise", DeclaredNetwork.Of(17, 5, 6).DepthwiseConv(Padded3, 2, mode: PadMode.Replicate))
        .Add("a filter", DeclaredNetwork.Of(3, 6, 7).ImageFilter(FilterKind.Sharpen, Padded3, [0, -1, 0, -1, 5, -1, 0, -1, 0], mode: PadMode.Reflect))
        .Add("1-D", DeclaredNetwork.Of(3, 9).PaddedConv(4, new(4) { Begin = [3], End = [2] }, PadMode.Circular))
        .Add("3-D", DeclaredNetwork.Of(2, 3, 4, 5).PaddedConv(3, Padded3, PadMode.Replicate))
        .Add("between layers", DeclaredNetwork.Of(3, 7, 6).Conv(10, Padded3, name: "a").Relu().PaddedConv(10, Padded3, PadMode.Reflect, name: "b").BatchNorm(name: "c")
            .Add("a", "c").Relu().PaddedConv(4, Padded3, PadMode.Circular).MaxPool(new(2) { Rounding = RoundingMode.Floor }));

    private static readonly CaseBook Fast = new CaseBook(Accuracy.Fast)
        .Add("Winograd", DeclaredNetwork.Of(16, 9, 10).PaddedConv(17, Padded3, PadMode.Reflect, algorithm: ConvolutionAlgorithm.Winograd));

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    [Fact]
    public void AgreesByWinogradsAlgorithm() => Fast.Check("Winograd");
}
