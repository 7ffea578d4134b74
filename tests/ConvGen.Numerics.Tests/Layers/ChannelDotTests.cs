using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>
/// Convolutions from many channels to few, as segmentation and super-resolution end: dot products of the channels that each pixel's window reads.
/// </summary>
public class ChannelDotTests
{
    private const string Dots = "dot products";

    private static readonly WindowSettings Padded3 = new(3) { Begin = [1] };

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
    [InlineData("transposed, with windows that overlap", true)]
    [InlineData("a row under a vector", true)]
    [InlineData("channels that leave a tail", true)]
    [InlineData("17 to 3, 3×3, stride 1", true)]
    [InlineData("33 to 1, 9×9, stride 2", true)]
    [InlineData("with a residual", true)]
    [InlineData("a row under four pixels", false)]
    [InlineData("many outputs", false)]
    [InlineData("17 to 17", false)]
    public void IsChosenWhereItIsFaster(string name, bool expected)
    {
        using INetwork network = Book.Create(name, NetworkOptions.Default);
        Assert.Equal(expected, network.Info.Layers.Any(layer => layer.Algorithm == Dots));
    }

    private static CaseBook Fill()
    {
        CaseBook book = new();
        AddPointwise(book);
        AddWindows(book);
        AddTransposed(book);
        AddFused(book);
        AddNeighbours(book);
        return book;
    }

    private static DeclaredNetwork Of(int channels, params int[] size) => DeclaredNetwork.Of([2, .. size]).Conv(channels, new(1)).Relu();

    private static void AddPointwise(CaseBook book)
    {
        foreach ((int inputs, int outputs, int height, int width) in new[]
        {
            (16, 1, 5, 16), (16, 2, 4, 17), (16, 3, 1, 31), (32, 4, 7, 19), (48, 5, 3, 33), (64, 9, 2, 40), (64, 1, 65, 66),
        })
        {
            book.Add($"{inputs} to {outputs} on {height}×{width}", DeclaredNetwork.Of(2, height, width).Conv(inputs, Padded3).Relu()
                .Conv(outputs, new(1)));
        }

        book.Add("a line", DeclaredNetwork.Of(3, 70).Conv(16, Padded3).Conv(2, new(1)));
        book.Add("a long line", Of(16, 1500).Conv(1, new(1)), examples: 1);
        book.Add("a volume", Of(16, 3, 4, 18).Conv(1, new(1)));
        book.Add("a row under a vector", DeclaredNetwork.Of(3, 6, 15).Conv(16, new(1)).Conv(2, new(1)));
        book.Add("a row under four pixels", DeclaredNetwork.Of(3, 6, 3).Conv(16, new(1)).Conv(2, new(1)));
        book.Add("channels that leave a tail", DeclaredNetwork.Of(3, 6, 20).Conv(17, new(1)).Conv(2, new(1)));
        book.Add("many outputs", DeclaredNetwork.Of(3, 6, 20).Conv(16, new(1)).Conv(15, new(1)));
    }

    // Channels, filters and maps change from case to case.
    private static void AddWindows(CaseBook book)
    {
        int[] channels = [1, 3, 15, 17, 33, 16, 8], filters = [1, 2, 3, 4, 5, 8];
        int number = 0;
        foreach (int kernel in new[] { 2, 3, 5, 9 })
        {
            foreach (int stride in new[] { 1, 2, 3 })
            {
                (int from, int to) = (channels[number % channels.Length], filters[number % filters.Length]);
                (int height, int width) = (9 + (number % 3), (11 + (6 * (number % 4))) * stride);
                book.Add($"{from} to {to}, {kernel}×{kernel}, stride {stride}, on {height}×{width}", Of(from, height, width)
                    .Conv(to, new(kernel) { Stride = [stride], Begin = [kernel / 2], Rounding = RoundingMode.Floor }, bias: number % 3 > 0));
                number++;
            }
        }

        book.Add("17 to 17", Of(17, 5, 11).Conv(17, new(5) { Begin = [2] }));
        book.Add("17 to 3, 3×3, stride 1", Of(17, 7, 21).Conv(3, Padded3));
        book.Add("33 to 1, 9×9, stride 2", Of(33, 11, 23).Conv(1, new(9) { Stride = [2], Begin = [4] }));
        book.Add("with windows apart", Of(17, 12, 13).Conv(2, new(3) { Dilation = [2], Begin = [2] }));
        book.Add("with a window of one row", Of(16, 5, 20).Conv(3, new(1, 5) { Begin = [0, 2] }));
        book.Add("with a window of one column", Of(20, 9, 12).Conv(1, new(5, 1) { Begin = [2, 0] }));
        book.Add("windows of a line", Of(33, 70).Conv(2, new(7) { Begin = [3] }));
        book.Add("windows of a volume", Of(17, 4, 5, 9).Conv(2, Padded3));
        book.Add("turned", Of(17, 7, 12).FlippedConv(2, Padded3));
        book.Add("with kernels in turn", Of(16, 8, 12).TiledConv(2, Padded3, tiles: 2));
        book.Add("over a map that goes on", Of(16, 8, 12).PaddedConv(3, Padded3, PadMode.Reflect));
        book.Add("with sums of many products", Of(100, 4, 5).Conv(1, new(5, 70) { Begin = [2, 35] }), examples: 1);
    }

    private static void AddTransposed(CaseBook book)
    {
        foreach ((int inputs, int outputs, int stride) in new[] { (16, 1, 2), (16, 2, 2), (32, 3, 3), (48, 4, 2), (17, 1, 4), (3, 5, 2) })
        {
            book.Add($"transposed, {inputs} to {outputs}, stride {stride}", DeclaredNetwork.Of(2, 3, 19).Conv(inputs, Padded3).Relu()
                .ConvTranspose(outputs, new(stride) { Stride = [stride] }).Sigmoid());
        }

        foreach ((int inputs, int outputs, int kernel, int padding) in new[] { (56, 1, 9, 4), (17, 3, 4, 1), (33, 2, 3, 1), (15, 4, 5, 2), (16, 8, 4, 1) })
        {
            book.Add($"transposed to twice the size, {inputs} to {outputs}, {kernel}×{kernel}", Of(inputs, 6, 11)
                .ConvTranspose(outputs, new(kernel) { Stride = [2], Begin = [padding] }, outputPadding: 2 - kernel + (2 * padding)).Tanh());
        }

        book.Add("transposed to four times the size", Of(17, 4, 9).ConvTranspose(2, new(8) { Stride = [4], Begin = [2] }).Relu());
        book.Add("transposed, stride 1", Of(17, 6, 9).ConvTranspose(2, new(5) { Begin = [2] }));
        book.Add("transposed, with borders cut off", DeclaredNetwork.Of(2, 4, 17).Conv(16, new(1))
            .ConvTranspose(2, new(2) { Stride = [2], Begin = [1] }).Conv(3, Padded3));
        book.Add("transposed, with windows that overlap", DeclaredNetwork.Of(2, 4, 17).Conv(16, new(1)).ConvTranspose(2, new(3) { Stride = [2] }));
        book.Add("transposed, with gaps", DeclaredNetwork.Of(2, 4, 17).Conv(16, new(1)).ConvTranspose(2, new(2) { Stride = [3] }));
        book.Add("transposed, a volume", DeclaredNetwork.Of(2, 2, 3, 17).Conv(16, new(1)).ConvTranspose(1, new(2) { Stride = [2] }, bias: false));
        book.Add("transposed, a line", Of(16, 21).ConvTranspose(1, new(4) { Stride = [2], Begin = [1] }));
    }

    private static void AddFused(CaseBook book)
    {
        book.Add("folded", DeclaredNetwork.Of(3, 6, 20).Conv(32, new(1)).Tanh().Conv(3, new(1), bias: false).BatchNorm().Sigmoid());
        book.Add("folded, windows", Of(17, 6, 13).Conv(3, Padded3).BatchNorm().Relu());
        book.Add("without bias", DeclaredNetwork.Of(3, 6, 20).Conv(16, new(1)).Conv(2, new(1), bias: false));
        book.Add("with biases of positions", Of(17, 5, 14).UnitBiasConv(2, Padded3).Relu());
        foreach ((string name, int filters) in new[] { ("with a residual", 1), ("with a residual of three maps", 3), ("with a residual of five maps", 5) })
        {
            book.Add(name, DeclaredNetwork.Of(2, 6, 13).Conv(17, Padded3, name: "x").Relu(name: "y").Conv(filters, new(1), from: "x", name: "a")
                .Conv(filters, Padded3, from: "y", name: "b").Add("a", "b").Relu());
        }

        book.Add("with a residual in blocks", DeclaredNetwork.Of(2, 6, 13).Conv(17, Padded3, name: "x").Relu(name: "y")
            .Conv(3, new(1), from: "x", name: "a").Conv(20, Padded3, name: "other").Conv(3, Padded3, from: "y", name: "b").Add("a", "b").Relu(name: "sum")
            .Concat("other", "sum").Conv(2, Padded3));
        book.Add("transposed, with a residual", DeclaredNetwork.Of(2, 5, 9).Conv(17, Padded3, name: "x").Relu(name: "y")
            .ConvTranspose(2, new(2) { Stride = [2] }, from: "x", name: "a")
            .ConvTranspose(2, new(4) { Stride = [2], Begin = [1] }, from: "y", name: "b").Add("a", "b").Sigmoid());
    }

    private static void AddNeighbours(CaseBook book)
    {
        book.Add("read with a border too", DeclaredNetwork.Of(3, 6, 21).Conv(16, new(1), name: "a").Conv(16, Padded3, name: "b")
            .Add("a", "b").Conv(2, new(1)));
        book.Add("pooled afterwards", DeclaredNetwork.Of(3, 8, 20).Conv(16, new(1)).Conv(2, new(1)).MaxPool(new(2) { Stride = [2] }));
        book.Add("convolved afterwards", DeclaredNetwork.Of(3, 8, 20).Conv(16, new(1)).Conv(2, new(1)).Relu().Conv(3, Padded3));
        book.Add("windows, convolved afterwards by windows", Of(33, 8, 20).Conv(3, Padded3).Relu().Conv(20, Padded3).Relu().Conv(1, Padded3));
        book.Add("in a concatenation", Of(16, 8, 13).Relu(name: "x").Conv(16, new(1), name: "a").Conv(2, Padded3, from: "x", name: "b")
            .Concat("a", "b").Conv(5, Padded3));
        book.Add("depthwise afterwards", Of(17, 8, 13).Conv(3, Padded3).DepthwiseConv(Padded3));
        book.Add("a softmax afterwards", Of(17, 8, 13).Conv(4, Padded3).Softmax());
        book.Add("a dense layer afterwards", Of(17, 5, 9).Conv(2, Padded3).Relu().Dense(7));
        book.Add("adds to a gradient that is there", DeclaredNetwork.Of(3, 6, 13).Conv(2, Padded3, name: "x").Conv(17, Padded3, name: "a").Relu(name: "b")
            .Conv(17, Padded3, from: "x", name: "c").Add("b", "c"));
    }
}
