using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Biases that every output position has for itself, beside everything that is otherwise fused with a convolution.</summary>
public class UnitBiasTests
{
    private static readonly WindowSettings Padded3 = new(3) { Begin = [1] };

    private static readonly CaseBook Book = new CaseBook()
        .Add("direct, activation", DeclaredNetwork.Of(5, 6, 7).UnitBiasConv(18, Padded3).Relu())
        .Add("pointwise, last layer", DeclaredNetwork.Of(17, 5, 4).UnitBiasConv(3, new(1)))
        .Add("from planar to what would be planar", DeclaredNetwork.Of(1, 12, 20).UnitBiasConv(2, new(3)))
        .Add("depthwise after a convolution", DeclaredNetwork.Of(3, 6, 7).Conv(20, Padded3).UnitBiasConv(20, Padded3, groups: 20))
        .Add("pooled", DeclaredNetwork.Of(3, 8, 8).UnitBiasConv(16, Padded3).MaxPool(new(2)))
        .Add("normalised", DeclaredNetwork.Of(3, 6, 5).UnitBiasConv(17, new(3)).BatchNorm().Relu())
        .Add("added", DeclaredNetwork.Of(16, 5, 6).Conv(16, new(1), name: "a").UnitBiasConv(16, Padded3, name: "b").Add("a", "b").Relu())
        .Add("with a halo", DeclaredNetwork.Of(3, 7, 6).UnitBiasConv(15, Padded3).Conv(4, Padded3))
        .Add("strided, groups", DeclaredNetwork.Of(6, 9, 8).UnitBiasConv(9, new(3) { Stride = [2], Rounding = RoundingMode.Floor }, groups: 3))
        .Add("1-D", DeclaredNetwork.Of(3, 11).UnitBiasConv(5, new(3)))
        .Add("3-D", DeclaredNetwork.Of(3, 3, 4, 5).UnitBiasConv(17, new(2)))
        .Add("transposed", DeclaredNetwork.Of(5, 4, 3).UnitBiasConvTranspose(18, new(3) { Stride = [2] }).Relu())
        .Add("transposed, positions that no tap reaches", DeclaredNetwork.Of(5, 4, 3).UnitBiasConvTranspose(7, new(2) { Stride = [3] }));

    private static readonly CaseBook Fast = new CaseBook(Accuracy.Fast)
        .Add("Winograd", DeclaredNetwork.Of(16, 9, 10).UnitBiasConv(17, Padded3, algorithm: ConvolutionAlgorithm.Winograd).Relu());

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    [Fact]
    public void AgreesByWinogradsAlgorithm() => Fast.Check("Winograd");
}
