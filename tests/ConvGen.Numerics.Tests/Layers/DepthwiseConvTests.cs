using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Depthwise convolutions with one and several filters for each channel.</summary>
public class DepthwiseConvTests
{
    private static readonly WindowSettings Padded3 = new(3) { Begin = [1] };
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach ((int channels, int multiplier) in new[] { (1, 1), (17, 1), (1, 3), (3, 2), (16, 2), (17, 3), (33, 2), (5, 16), (3, 17), (20, 5) })
            book.Add($"{channels} channels, {multiplier} filters each", DeclaredNetwork.Of(channels, 5, 18).DepthwiseConv(Padded3, multiplier).Relu());

        return book
            .Add("strided, dilated, without bias", DeclaredNetwork.Of(18, 9, 11).DepthwiseConv(
                new(3, 2) { Stride = [2], Dilation = [1, 2], Begin = [1], Rounding = RoundingMode.Floor }, 2, BiasKind.None))
            .Add("with a bias per position", DeclaredNetwork.Of(9, 5, 6).DepthwiseConv(Padded3, 4, BiasKind.PerUnit))
            .Add("normalised, with a halo", DeclaredNetwork.Of(3, 6, 7).Conv(10, Padded3).DepthwiseConv(Padded3, 3).BatchNorm().Relu6().Conv(7, Padded3))
            .Add("1-D", DeclaredNetwork.Of(17, 20).DepthwiseConv(new(5) { Padding = PaddingKind.Same }, 2))
            .Add("causal", DeclaredNetwork.Of(17, 20).DepthwiseConv(new(5) { Padding = PaddingKind.Causal, Stride = [2] }, 2))
            .Add("3-D", DeclaredNetwork.Of(6, 3, 4, 5).DepthwiseConv(new(2, 3, 3) { Padding = PaddingKind.Same }, 3));
    }
}
