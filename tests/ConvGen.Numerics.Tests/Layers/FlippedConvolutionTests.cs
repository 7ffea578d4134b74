using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Convolutions in the sense of mathematics, by every algorithm.</summary>
public class FlippedConvolutionTests
{
    private static readonly CaseBook Book = new CaseBook()
        .Add("direct", DeclaredNetwork.Of(17, 6, 7).FlippedConv(18, new(2, 3) { Begin = [1] }))
        .Add("strided and dilated", DeclaredNetwork.Of(5, 13, 11).FlippedConv(16, new(3) { Stride = [2], Dilation = [2], Begin = [2, 3], Rounding = RoundingMode.Floor }))
        .Add("groups", DeclaredNetwork.Of(6, 5, 6).FlippedConv(9, new(3, 2), groups: 3))
        .Add("depthwise", DeclaredNetwork.Of(17, 6, 5).FlippedConv(17, new(3) { Begin = [1] }, groups: 17))
        .Add("planar", DeclaredNetwork.Of(3, 9, 20).FlippedConv(2, new(3, 5)))
        .Add("1-D", DeclaredNetwork.Of(3, 20).FlippedConv(4, new(4)))
        .Add("3-D", DeclaredNetwork.Of(2, 4, 5, 6).FlippedConv(3, new(2, 3, 2)));

    private static readonly CaseBook Fast = new CaseBook(Accuracy.Fast)
        .Add("Winograd", DeclaredNetwork.Of(16, 9, 10).FlippedConv(17, new(3) { Begin = [1] }, algorithm: ConvolutionAlgorithm.Winograd));

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    [Fact]
    public void AgreesByWinogradsAlgorithm() => Fast.Check("Winograd");
}
