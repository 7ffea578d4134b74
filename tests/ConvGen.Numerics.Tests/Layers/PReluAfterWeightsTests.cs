using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>
/// A learned rectifier behind a layer with weights: inference applies it before the results are stored, whatever kernel yields them, with slopes
/// that lie behind the biases.
/// </summary>
public class PReluAfterWeightsTests
{
    private static readonly WindowSettings Padded3 = new(3) { Begin = [1] };

    private static readonly CaseBook Book = Fill();

    private static readonly CaseBook FastBook = FillFast();

    public static TheoryData<string> Cases => Book.Names;

    public static TheoryData<string> FastCases => FastBook.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    [Theory]
    [MemberData(nameof(FastCases))]
    public void AgreesWithTheReferenceByTransforms(string name) => FastBook.Check(name);

    /// <summary>Otherwise the cases would test another kernel, or a step of its own.</summary>
    [Theory]
    [InlineData("17 channels", "direct, planar input")]
    [InlineData("strided", "direct")]
    [InlineData("pooled", "direct, with pooling")]
    [InlineData("1 planar", "planar")]
    [InlineData("3 planar, pooled", "planar, with pooling")]
    [InlineData("3 by dot products", "dot products")]
    [InlineData("depthwise, 33", "depthwise")]
    [InlineData("locally connected", "direct, weights per position")]
    [InlineData("dense, 17", "dense")]
    [InlineData("residual", "Winograd 2×2")]
    [InlineData("residual of few", "dot products")]
    public void IsDoneInOne(string name, string algorithm) => AssertDoneInOne(Book, name, algorithm);

    [Theory]
    [InlineData("Winograd, 33", "Winograd 4×4")]
    [InlineData("Winograd, pooled", "Winograd 4×4, with pooling")]
    [InlineData("Fourier, 17", "FFT 16×16")]
    public void IsDoneInOneByTransforms(string name, string algorithm) => AssertDoneInOne(FastBook, name, algorithm);

    [Theory]
    [InlineData("another reads what it reads")]
    [InlineData("behind a rectifier")]
    [InlineData("behind a sum of other layers")]
    public void IsAStepWhereItCannotBe(string name)
    {
        using INetwork network = Book.Create(name, NetworkOptions.Default);
        Assert.Equal("elementwise", network.Info.Layers.Single(layer => layer.Kind == "PRelu").Algorithm);
    }

    private static void AssertDoneInOne(CaseBook book, string name, string algorithm)
    {
        using INetwork network = book.Create(name, NetworkOptions.Default);
        LayerInfo[] layers = [.. network.Info.Layers];
        Assert.Contains(algorithm, layers.Select(layer => layer.Algorithm));
        Assert.All(layers.Where(layer => layer.Kind == "PRelu"), layer => Assert.Equal("folded", layer.Algorithm));
    }

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach (int channels in new[] { 1, 3, 15, 16, 17, 33 })
        {
            bool perChannel = channels != 16;
            book.Add($"{channels} channels", DeclaredNetwork.Of(3, 6, 5).Conv(channels, new(3), bias: channels != 15).PRelu(perChannel));
            book.Add($"{channels} channels of 17", DeclaredNetwork.Of(2, 6, 7).Conv(17, new(1)).Tanh()
                .Conv(channels, Padded3, bias: channels % 2 == 0).PRelu(perChannel).ForInference());
            book.Add($"dense, {channels}", DeclaredNetwork.Of(19).Dense(channels).PRelu(perChannel).Dense(3).ForInference());
            book.Add($"depthwise, {channels}", DeclaredNetwork.Of(3, 6, 7).Conv(channels, new(1), name: "a").DepthwiseConv(Padded3).PRelu(perChannel, name: "b")
                .Add("a", "b").ForInference());
            book.Add($"transposed, {channels}", DeclaredNetwork.Of(2, 4, 5).Conv(17, new(1)).Relu()
                .ConvTranspose(channels, new(4) { Stride = [2], Begin = [1] }).PRelu(perChannel).Conv(3, Padded3).ForInference());
            book.Add($"{channels} by dot products", DeclaredNetwork.Of(2, 6, 19).Conv(33, new(1)).Relu()
                .Conv(channels, Padded3, bias: channels != 3).PRelu(perChannel).ForInference());
        }

        foreach (int filters in new[] { 1, 3 })
        {
            book.Add($"{filters} planar", DeclaredNetwork.Of(2, 9, 37).Conv(filters, Padded3, bias: filters > 1).PRelu(perChannel: true).ForInference());
            book.Add($"{filters} planar, pooled", DeclaredNetwork.Of(2, 8, 36).Conv(filters, Padded3).PRelu(perChannel: true)
                .MaxPool(new(2) { Stride = [2] }).ForInference());
            book.Add($"{filters} by dot products, in blocks", DeclaredNetwork.Of(2, 6, 19).Conv(33, new(1)).Relu().Conv(filters, Padded3)
                .PRelu(perChannel: true).DepthwiseConv(Padded3).ForInference());
            book.Add($"transposed to {filters}, side by side", DeclaredNetwork.Of(2, 4, 11).Conv(33, new(1)).Relu()
                .ConvTranspose(filters, new(4) { Stride = [2], Begin = [1] }).PRelu(perChannel: true).ForInference());
        }

        book.Add("groups", DeclaredNetwork.Of(6, 5, 6).Conv(12, new(1)).Conv(9, Padded3, groups: 3).PRelu(perChannel: true).ForInference());
        book.Add("several outputs for each channel", DeclaredNetwork.Of(6, 5, 6).Conv(17, new(1), name: "a").Conv(17, new(1), name: "b").Add("a", "b")
            .DepthwiseConv(Padded3, multiplier: 2).PRelu(perChannel: true).ForInference());
        book.Add("strided", DeclaredNetwork.Of(3, 9, 11).Conv(17, new(1)).Tanh().Conv(20, new(3) { Stride = [2], Begin = [1] }).PRelu(perChannel: true).ForInference());
        book.Add("a line", DeclaredNetwork.Of(5, 40).Conv(17, Padded3).PRelu(perChannel: true).Conv(3, new(1)).PRelu(perChannel: false).ForInference());
        book.Add("a volume", DeclaredNetwork.Of(5, 3, 4, 5).Conv(17, new(2)).PRelu(perChannel: true).ForInference());
        book.Add("pooled", DeclaredNetwork.Of(17, 6, 8).Conv(20, new(1)).Conv(33, Padded3, algorithm: ConvolutionAlgorithm.Direct)
            .PRelu(perChannel: true).MaxPool(new(2) { Stride = [2] }).ForInference());
        book.Add("locally connected", DeclaredNetwork.Of(5, 5, 6).LocallyConnected(17, new(3)).PRelu(perChannel: true).ForInference());
        book.Add("biases of positions", DeclaredNetwork.Of(5, 5, 6).UnitBiasConv(17, Padded3).PRelu(perChannel: true).ForInference());
        book.Add("with gaps", DeclaredNetwork.Of(3, 3, 4).ConvTranspose(17, new(2) { Stride = [3] }).PRelu(perChannel: true).Conv(3, Padded3).ForInference());
        book.Add("with gaps and biases of positions", DeclaredNetwork.Of(3, 3, 4).UnitBiasConvTranspose(17, new(2) { Stride = [3] })
            .PRelu(perChannel: true).ForInference());
        book.Add("folded normalisation", DeclaredNetwork.Of(3, 5, 6).Conv(17, Padded3).BatchNorm().PRelu(perChannel: true).Conv(3, new(1)).ForInference());
        book.Add("folded normalisation of few", DeclaredNetwork.Of(17, 5, 36).Conv(3, Padded3, bias: false).BatchNorm().PRelu(perChannel: true).ForInference());
        book.Add("residual", DeclaredNetwork.Of(17, 5, 6).Conv(17, new(1), name: "a").Conv(17, Padded3).PRelu(perChannel: true)
            .Conv(17, Padded3, name: "b").Add("a", "b").PRelu(perChannel: true).ForInference());
        book.Add("residual of few", DeclaredNetwork.Of(17, 5, 19).Conv(3, new(1), name: "a").Conv(3, Padded3, from: DeclaredNetwork.Input, name: "b")
            .Add("a", "b").PRelu(perChannel: true).ForInference());
        book.Add("parts of a concatenation", DeclaredNetwork.Of(3, 5, 6).Conv(17, new(1), name: "a").PRelu(perChannel: true, name: "b")
            .Conv(16, Padded3, from: "a", name: "c").PRelu(perChannel: true, name: "d").Concat("d", "b").Conv(5, new(1)).ForInference());
        book.Add("pointwise before depthwise", DeclaredNetwork.Of(5, 9, 11).Conv(48, new(1)).PRelu(perChannel: true)
            .DepthwiseConv(Padded3).PRelu(perChannel: true).Conv(3, new(1)).ForInference());
        book.Add("rounded dense weights", DeclaredNetwork.Of(17, 3, 3).Conv(5, new(1)).PRelu(perChannel: true).Dense(20, weights: WeightPrecision.BFloat16).PRelu(perChannel: true).ForInference());
        book.Add("another reads what it reads", DeclaredNetwork.Of(3, 5, 6).Conv(17, Padded3, name: "a").PRelu(perChannel: true, name: "b")
            .Add("a", "b").ForInference());
        book.Add("behind a rectifier", DeclaredNetwork.Of(3, 5, 6).Conv(17, Padded3).Tanh().PRelu(perChannel: true).ForInference());
        book.Add("behind a sum of other layers", DeclaredNetwork.Of(3, 5, 6).Conv(17, Padded3).Tanh(name: "a").Sigmoid(name: "b").Add("a", "b")
            .PRelu(perChannel: true).ForInference());
        return book;
    }

    private static CaseBook FillFast()
    {
        CaseBook book = new(Accuracy.Fast);
        foreach (int filters in new[] { 8, 15, 17, 33 })
        {
            book.Add($"Winograd, {filters}", DeclaredNetwork.Of(17, 13, 12).Conv(16, new(1)).Winograd(filters, Padded3, bias: filters > 15)
                .PRelu(perChannel: filters != 15).ForInference());
            book.Add($"Fourier, {filters}", DeclaredNetwork.Of(17, 13, 20).Conv(16, new(1)).Conv(
                filters, new(7) { Begin = [3] }, bias: filters > 15, algorithm: ConvolutionAlgorithm.Fft).PRelu(perChannel: filters != 15).ForInference());
        }

        book.Add("Winograd, pooled", DeclaredNetwork.Of(17, 12, 12).Conv(16, new(1)).Winograd(33, Padded3).PRelu(perChannel: true)
            .MaxPool(new(2) { Stride = [2] }).ForInference());
        book.Add("Winograd, residual", DeclaredNetwork.Of(16, 9, 10).Conv(17, new(1), name: "a").Winograd(17, Padded3, name: "b").Add("b", "a")
            .PRelu(perChannel: true).ForInference());
        book.Add("Fourier, residual", DeclaredNetwork.Of(16, 9, 10).Conv(17, new(1), name: "a")
            .Conv(17, new(5) { Begin = [2] }, algorithm: ConvolutionAlgorithm.Fft, name: "b").Add("b", "a").PRelu(perChannel: true).ForInference());
        return book;
    }
}
