using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Convolutions by Fourier transforms where they are asked for and where they are chosen, at awkward channels and maps.</summary>
public class FftTests
{
    private const string Fft = "64 to 64 channels, 7×7 on 19×19";
    private const string Direct = "64 to 64 channels, 7×7 on 19×19, direct";

    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    /// <summary>As near as by the definition: transforms round no more than long sums do.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    /// <summary>Otherwise the cases would test another algorithm.</summary>
    [Fact]
    public void TransformsAreUsed() => Assert.All(Cases.Select(row => row.Data).Where(name => name != Direct), name =>
    {
        using INetwork network = Book.Create(name, new NetworkOptions());
        Assert.Contains(network.Info.Layers, layer => layer.Algorithm.StartsWith("FFT", StringComparison.Ordinal));
    });

    [Fact]
    public void ExactNetworksAreDirect()
    {
        float[] direct = Book.Run(Direct, new NetworkOptions());
        Assert.Equal(direct, Book.Run(Fft, new NetworkOptions { Exact = true }));
        Assert.NotEqual(direct, Book.Run(Fft, new NetworkOptions()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void IsTheSameForEveryNumberOfThreads(string name)
    {
        float[] Run(int threads) => Book.Run(name, new NetworkOptions { Threads = threads }, examples: 2);
        float[] alone = Run(1);
        Assert.Equal(alone, Run(2));
        Assert.Equal(alone, Run(3));
    }

    private static CaseBook Fill()
    {
        static DeclaredNetwork Transformed(DeclaredNetwork network, int filters, WindowSettings window, bool bias = true, string? name = null, string? from = null) =>
            network.Conv(filters, window, bias: bias, name: name, from: from, algorithm: ConvolutionAlgorithm.Fft);
        CaseBook book = new(Accuracy.Near);
        int[] channels = [1, 3, 15, 16, 17, 33];
        (int[] Map, WindowSettings Window)[] windows =
        [
            ([37], new(9)), ([150], new(16) { Begin = [7], End = [8] }), ([9, 7], new(4, 3)), ([11, 23], new(5) { Begin = [2] }), ([13, 40], new(7, 2) { Padding = PaddingKind.Same }),
        ];
        for (int c = 0; c < channels.Length; c++)
        {
            for (int w = 0; w < windows.Length; w++)
            {
                (int[] map, WindowSettings window) = windows[w];
                int filters = channels[(c + 1 + (2 * w)) % channels.Length];
                DeclaredNetwork network = DeclaredNetwork.Of([channels[c], .. map]);
                book.Add($"{channels[c]} to {filters} channels, {string.Join('×', map)}, window {w}", Transformed(network, filters, window, bias: (c + w) % 2 == 0), examples: 2);
            }
        }

        return book
            .Add(Fft, Transformed(DeclaredNetwork.Of(64, 19, 19), 64, new(7) { Begin = [3] }), examples: 1)
            .Add(Direct, DeclaredNetwork.Of(64, 19, 19).Conv(64, new(7) { Begin = [3] }, algorithm: ConvolutionAlgorithm.Direct), examples: 1)
            .Add("parts of the output channels", Transformed(DeclaredNetwork.Of(5, 6, 7), 100, new(3)))
            .Add("many groups of tiles", Transformed(DeclaredNetwork.Of(18, 61, 67), 33, new(5)), examples: 1)
            .Add("1-D, one tile", Transformed(DeclaredNetwork.Of(3, 20), 5, new(4)))
            .Add("1-D, long", Transformed(DeclaredNetwork.Of(3, 700), 17, new(101)), examples: 1)
            .Add("a row", Transformed(DeclaredNetwork.Of(3, 9, 20), 7, new(1, 6) { Padding = PaddingKind.Same }))
            .Add("a column", Transformed(DeclaredNetwork.Of(5, 20, 6), 16, new(7, 1)))
            .Add("one tap", Transformed(DeclaredNetwork.Of(5, 4, 3), 18, new(1)))
            .Add("two taps", Transformed(DeclaredNetwork.Of(5, 2, 2), 18, new(2)))
            .Add("kernel as large as the input", Transformed(DeclaredNetwork.Of(4, 8, 8), 19, new(8)))
            .Add("padding beyond the kernel", Transformed(DeclaredNetwork.Of(4, 6, 5), 8, new(3) { Begin = [5] }))
            .Add("padding at one side", Transformed(DeclaredNetwork.Of(4, 9, 8), 8, new(4) { Begin = [3, 0], End = [0, 2] }))
            .Add("flipped", DeclaredNetwork.Of(3, 12, 13).FlippedConv(5, new(5, 4), algorithm: ConvolutionAlgorithm.Fft))
            .Add("with a bias per position", DeclaredNetwork.Of(3, 12, 13).UnitBiasConv(5, new(5), algorithm: ConvolutionAlgorithm.Fft))
            .Add("continued by reflection", DeclaredNetwork.Of(3, 12, 13).PaddedConv(5, new(5) { Begin = [2] }, PadMode.Reflect, algorithm: ConvolutionAlgorithm.Fft))
            .Add("batch norm folded", Transformed(DeclaredNetwork.Of(16, 9, 10), 17, new(5) { Begin = [2] }, bias: false).BatchNorm().Tanh())
            .Add("between layers", Transformed(DeclaredNetwork.Of(3, 14, 15).Conv(16, new(3) { Begin = [1] }, name: "a"), 16, new(7) { Begin = [3] }, name: "b")
                .Add("a", "b").Relu().MaxPool(new(2) { Rounding = RoundingMode.Floor }).Conv(4, new(3)))
            .Add("concatenated", Transformed(Transformed(DeclaredNetwork.Of(16, 9, 10), 16, new(5) { Begin = [2] }, name: "a"), 17, new(3) { Begin = [1] }, name: "b", from: DeclaredNetwork.Input)
                .Concat("a", "b").Conv(5, new(3)))
            .Add("before a depthwise convolution", Transformed(DeclaredNetwork.Of(5, 12, 13), 17, new(5)).DepthwiseConv(new(3)))
            .Add("for inference", Transformed(DeclaredNetwork.Of(16, 14, 14), 32, new(5) { Begin = [2] }).Relu().MaxPool(new(2) { Stride = [2] }).ForInference())
            .Add("chosen, 1-D", DeclaredNetwork.Of(16, 400).Conv(16, new(128)), examples: 1)
            .Add("chosen, 2-D", DeclaredNetwork.Of(16, 40, 40).Conv(16, new(17) { Begin = [8] }), examples: 1);
    }
}
