using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>
/// A convolution whose only reader pools 2×2 windows: inference pools in registers, in direct, planar and Winograd kernels, and never stores
/// what is pooled.
/// </summary>
public class PoolingAfterConvolutionTests
{
    private static readonly CaseBook Book = Fill(new(), ConvolutionAlgorithm.Direct);

    private static readonly CaseBook FastBook = Fill(new(Accuracy.Fast), ConvolutionAlgorithm.Winograd);

    public static TheoryData<string> Cases => Book.Names;

    public static TheoryData<string> FastCases => FastBook.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    [Theory]
    [MemberData(nameof(FastCases))]
    public void AgreesWithTheReferenceByWinograd(string name) => FastBook.Check(name);

    [Fact]
    public void IsDoneInOne()
    {
        using INetwork direct = Book.Create("17 to 33 channels on 6×10", NetworkOptions.Default);
        Assert.Equal("direct, planar input, with pooling", direct.Info.Layers[1].Algorithm);
        Assert.Equal("pooling, with n1", direct.Info.Layers.Single(layer => layer.Kind == "MaxPool").Algorithm);
        using INetwork winograd = FastBook.Create("17 to 33 channels on 6×10", NetworkOptions.Default);
        Assert.Matches("^Winograd .×., with pooling$", winograd.Info.Layers[1].Algorithm);
        using INetwork planar = Book.Create("1 to 3 channels on 28×36", NetworkOptions.Default);
        Assert.Equal("planar, with pooling", planar.Info.Layers[1].Algorithm);
    }

    [Theory]
    [InlineData("an odd map")]
    [InlineData("another reads what is pooled")]
    [InlineData("overlapping windows")]
    public void IsNotDoneInOneWhereItCannotBe(string name)
    {
        using INetwork network = Book.Create(name, NetworkOptions.Default);
        Assert.All(network.Info.Layers, layer => Assert.DoesNotContain("with", layer.Algorithm, StringComparison.Ordinal));
    }

    private static CaseBook Fill(CaseBook book, ConvolutionAlgorithm algorithm)
    {
        DeclaredNetwork Conv(int inputs, int filters, int height, int width) =>
            DeclaredNetwork.Of(inputs, height, width).Conv(filters, new(3) { Begin = [1] }, algorithm: algorithm);

        foreach ((int inputs, int filters, int height, int width) in new[]
        {
            (3, 1, 2, 2), (16, 16, 4, 4), (17, 33, 6, 10), (33, 15, 14, 14), (20, 40, 2, 34), (15, 17, 30, 8), (5, 64, 12, 28),
        })
        {
            string name = $"{inputs} to {filters} channels on {height}×{width}";
            book.Add(name, Conv(inputs, filters, height, width).Relu().MaxPool(new(2) { Stride = [2] }));
            book.Add($"{name}, mean", Conv(inputs, filters, height, width).BatchNorm().Sigmoid().AvgPool(new(2) { Stride = [2] }).Conv(5, new(3) { Begin = [1] }));
        }

        if (algorithm == ConvolutionAlgorithm.Winograd)
        {
            return book;
        }

        // Few channels on wide maps: vectors along the rows, the last of which may overlap the one before.
        foreach ((int channels, int filters, int height, int width) in new[]
        {
            (1, 3, 28, 36), (1, 6, 28, 28), (2, 5, 6, 16), (1, 1, 4, 8), (1, 4, 8, 20), (3, 4, 10, 62), (1, 2, 4, 4), (1, 7, 6, 6),
        })
        {
            string name = $"{channels} to {filters} channels on {height}×{width}";
            book.Add(name, DeclaredNetwork.Of(channels, height, width).Conv(filters, new(5) { Begin = [2] }).Relu().MaxPool(new(2) { Stride = [2] }));
            book.Add($"{name}, mean", DeclaredNetwork.Of(channels, height, width).Conv(filters, new(3) { Begin = [1] }).Tanh()
                .AvgPool(new(2) { Stride = [2] }).Conv(4, new(3) { Begin = [1] }).MaxPool(new(2) { Stride = [2], Rounding = RoundingMode.Floor }));
        }

        book.Add("without activation", Conv(4, 20, 8, 6).MaxPool(new(2) { Stride = [2] }));
        book.Add("strided", DeclaredNetwork.Of(3, 17, 25).Conv(18, new(3) { Stride = [2], Rounding = RoundingMode.Floor }).LeakyRelu(0.2)
            .MaxPool(new(2) { Stride = [2] }));
        book.Add("pointwise", DeclaredNetwork.Of(18, 12, 14).Conv(34, new(1)).Relu6().MaxPool(new(2) { Stride = [2] }));
        book.Add("groups", DeclaredNetwork.Of(34, 6, 8).Conv(34, new(3) { Begin = [1] }, groups: 2).MaxPool(new(2) { Stride = [2] }));
        book.Add("pooled into a concatenation", DeclaredNetwork.Of(3, 8, 8).Conv(16, new(3) { Begin = [1] }).MaxPool(new(2) { Stride = [2] }, name: "a")
            .Conv(16, new(1), name: "b").Concat("a", "b").Conv(3, new(1)));
        book.Add("pooled twice", Conv(3, 20, 12, 12).MaxPool(new(2) { Stride = [2] }).MaxPool(new(2) { Stride = [2] }));
        book.Add("depthwise", DeclaredNetwork.Of(18, 8, 8).Conv(18, new(3) { Begin = [1] }, groups: 18).MaxPool(new(2) { Stride = [2] }));
        book.Add("a line", DeclaredNetwork.Of(3, 20).Conv(18, new(3) { Begin = [1] }).MaxPool(new(2) { Stride = [2] }));
        book.Add("an odd map", DeclaredNetwork.Of(3, 7, 9).Conv(18, new(3) { Begin = [1] }, algorithm: algorithm)
            .MaxPool(new(2) { Stride = [2], Rounding = RoundingMode.Floor }));
        book.Add("another reads what is pooled", DeclaredNetwork.Of(3, 6, 8).Conv(16, new(3) { Begin = [1] }, name: "a", algorithm: algorithm)
            .MaxPool(new(2) { Stride = [2] }, name: "b").Conv(16, new(2) { Stride = [2] }, from: "a", name: "c").Add("b", "c"));
        book.Add("overlapping windows", Conv(3, 18, 9, 9).MaxPool(new(3) { Stride = [2] }));
        return book;
    }
}
