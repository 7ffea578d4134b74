using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>
/// Channels that become positions, and positions that become channels: between blocks of channels, between planar maps, and from blocks to
/// planar maps, with rows that are no multiple of a vector and runs of channels that lie across blocks.
/// </summary>
public class PixelBlockTests
{
    private static readonly WindowSettings Padded3 = new(3) { Begin = [1] };

    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    [Theory]
    [MemberData(nameof(Cases))]
    public void IsTheSameForEveryNumberOfThreads(string name)
    {
        float[] alone = Book.Run(name, new NetworkOptions { Threads = 1 }, examples: 2);
        Assert.Equal(alone, Book.Run(name, new NetworkOptions { Threads = 3 }, examples: 2));
    }

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach (PixelOrder order in Enum.GetValues<PixelOrder>())
        {
            foreach (int r in new[] { 2, 3, 4 })
            {
                foreach (int channels in new[] { 1, 3 })
                {
                    int width = 4 + (7 * r) + channels;
                    book.Add($"{channels} of {r}×{r} from few, {order}", DeclaredNetwork.Of(2, 3, width).Conv(channels * r * r, new(1), bias: r > 2)
                        .PixelShuffle(r, order).ForInference());
                    book.Add($"{channels} of {r}×{r} from many, {order}", DeclaredNetwork.Of(2, 4, width).Conv(33, Padded3).Relu()
                        .Conv(channels * r * r, Padded3).PixelShuffle(r, order).ForInference());
                    book.Add($"{channels} of {r}×{r} before a convolution, {order}", DeclaredNetwork.Of(2, 4, width).Conv(33, Padded3).Relu()
                        .Conv(channels * r * r, Padded3).PixelShuffle(r, order).Conv(20, Padded3).ForInference());
                }

                book.Add($"{17 * r * r} channels to 17, {order}", DeclaredNetwork.Of(2, 3, 5).Conv(17 * r * r, new(1)).PixelShuffle(r, order).Relu());
                book.Add($"17 channels to {17 * r * r}, {order}", DeclaredNetwork.Of(2, 2 * r, 3 * r).Conv(17, new(1)).PixelUnshuffle(r, order)
                    .Conv(5, new(1)));
            }

            foreach (int width in new[] { 1, 3, 4, 5, 8, 15, 16, 17, 31, 40 })
            {
                book.Add($"rows of {width}, {order}", DeclaredNetwork.Of(8, 2, width).Conv(12, new(1)).PixelShuffle(2, order).ForInference());
                book.Add($"the input, rows of {width}, {order}", DeclaredNetwork.Of(3, 4, 2 * width).PixelUnshuffle(2, order).Conv(20, Padded3).ForInference());
            }

            book.Add($"a line, {order}", DeclaredNetwork.Of(3, 21).Conv(15, Padded3).PixelShuffle(5, order).ForInference());
            book.Add($"a volume, {order}", DeclaredNetwork.Of(3, 2, 3, 5).Conv(16, new(1)).PixelShuffle(2, order).ForInference());
            book.Add($"a volume of many channels, {order}", DeclaredNetwork.Of(3, 2, 2, 3).Conv(136, new(1)).PixelShuffle(2, order).Relu());
            book.Add($"added to, {order}", DeclaredNetwork.Of(3, 4, 6).Conv(17, new(1), name: "a").PixelUnshuffle(2, order).PixelShuffle(2, order, name: "b")
                .Conv(17, Padded3, from: "a", name: "c").Add("b", "c"));
            book.Add($"in a concatenation, {order}", DeclaredNetwork.Of(3, 4, 6).Conv(12, new(1)).PixelShuffle(2, order, name: "a")
                .Conv(16, new(1), name: "b").Concat("b", "a").Conv(5, Padded3));
        }

        book.Add("large blocks", DeclaredNetwork.Of(2, 3, 4).Conv(2 * 36, new(1)).PixelShuffle(6));
        book.Add("positions to channels of large blocks", DeclaredNetwork.Of(2, 12, 18).PixelUnshuffle(6).Conv(3, new(1)));
        book.Add("few channels, there and back", DeclaredNetwork.Of(3, 4, 20).Conv(12, Padded3).PixelShuffle(2).PixelUnshuffle(2).Conv(5, Padded3)
            .ForInference());
        book.Add("read by others too", DeclaredNetwork.Of(3, 4, 20).Conv(12, Padded3, name: "a").PixelShuffle(2).Conv(12, new(2) { Stride = [2] }, name: "b")
            .Add("a", "b").ForInference());
        book.Add("pooled afterwards", DeclaredNetwork.Of(3, 4, 20).Conv(12, Padded3).PixelShuffle(2).MaxPool(new(2) { Stride = [2] }).ForInference());
        return book;
    }
}
