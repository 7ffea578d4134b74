using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>1×1 convolutions from many channels to few, as segmentation networks end: dot products of each pixel's channels, to planar maps.</summary>
public class ChannelDotTests
{
    private const string Dots = "dot products, to planar";

    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    [Theory]
    [InlineData("16 to 1 on 5×16", true)]
    [InlineData("48 to 5 on 3×33", true)]
    [InlineData("read with a border too", true)]
    [InlineData("transposed, 16 to 1, stride 2", true)]
    [InlineData("transposed, 32 to 3, stride 3", true)]
    [InlineData("transposed, with windows that overlap", false)]
    [InlineData("a row under a vector", false)]
    [InlineData("channels that leave a tail", false)]
    [InlineData("many outputs", false)]
    public void IsChosenWhereItIsFaster(string name, bool expected)
    {
        using INetwork network = Book.Create(name, NetworkOptions.Default);
        Assert.Equal(expected, network.Info.Layers.Any(layer => layer.Algorithm == Dots));
    }

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach ((int inputs, int outputs, int height, int width) in new[]
        {
            (16, 1, 5, 16), (16, 2, 4, 17), (16, 3, 1, 31), (32, 4, 7, 19), (48, 5, 3, 33), (64, 9, 2, 40), (64, 1, 65, 66),
        })
        {
            book.Add($"{inputs} to {outputs} on {height}×{width}", DeclaredNetwork.Of(2, height, width).Conv(inputs, new(3) { Begin = [1] }).Relu()
                .Conv(outputs, new(1)));
        }

        foreach ((int inputs, int outputs, int stride) in new[] { (16, 1, 2), (16, 2, 2), (32, 3, 3), (48, 4, 2) })
        {
            book.Add($"transposed, {inputs} to {outputs}, stride {stride}", DeclaredNetwork.Of(2, 3, 19).Conv(inputs, new(3) { Begin = [1] }).Relu()
                .ConvTranspose(outputs, new(stride) { Stride = [stride] }).Sigmoid());
        }

        book.Add("transposed, with borders cut off", DeclaredNetwork.Of(2, 4, 17).Conv(16, new(1))
            .ConvTranspose(2, new(2) { Stride = [2], Begin = [1] }).Conv(3, new(3) { Begin = [1] }));
        book.Add("transposed, with windows that overlap", DeclaredNetwork.Of(2, 4, 17).Conv(16, new(1)).ConvTranspose(2, new(3) { Stride = [2] }));
        book.Add("transposed, with gaps", DeclaredNetwork.Of(2, 4, 17).Conv(16, new(1)).ConvTranspose(2, new(2) { Stride = [3] }));
        book.Add("transposed, a volume", DeclaredNetwork.Of(2, 2, 3, 17).Conv(16, new(1)).ConvTranspose(1, new(2) { Stride = [2] }, bias: false));
        book.Add("folded", DeclaredNetwork.Of(3, 6, 20).Conv(32, new(1)).Tanh().Conv(3, new(1), bias: false).BatchNorm().Sigmoid());
        book.Add("without bias", DeclaredNetwork.Of(3, 6, 20).Conv(16, new(1)).Conv(2, new(1), bias: false));
        book.Add("read with a border too", DeclaredNetwork.Of(3, 6, 21).Conv(16, new(1), name: "a").Conv(16, new(3) { Begin = [1] }, name: "b")
            .Add("a", "b").Conv(2, new(1)));
        book.Add("pooled afterwards", DeclaredNetwork.Of(3, 8, 20).Conv(16, new(1)).Conv(2, new(1)).MaxPool(new(2) { Stride = [2] }));
        book.Add("convolved afterwards", DeclaredNetwork.Of(3, 8, 20).Conv(16, new(1)).Conv(2, new(1)).Relu().Conv(3, new(3) { Begin = [1] }));
        book.Add("a line", DeclaredNetwork.Of(3, 70).Conv(16, new(3) { Begin = [1] }).Conv(2, new(1)));
        book.Add("a volume", DeclaredNetwork.Of(2, 3, 4, 18).Conv(16, new(1)).Relu().Conv(1, new(1)));
        book.Add("a row under a vector", DeclaredNetwork.Of(3, 6, 15).Conv(16, new(1)).Conv(2, new(1)));
        book.Add("channels that leave a tail", DeclaredNetwork.Of(3, 6, 20).Conv(17, new(1)).Conv(2, new(1)));
        book.Add("many outputs", DeclaredNetwork.Of(3, 6, 20).Conv(16, new(1)).Conv(5, new(1)));
        return book;
    }
}
