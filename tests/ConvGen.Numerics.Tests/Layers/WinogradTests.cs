using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Winograd's algorithm where it is asked for and where it is chosen, at awkward channels and maps.</summary>
public class WinogradTests
{
    private const string Winograd = "64 to 64 channels, 12×12";
    private const string Direct = "64 to 64 channels, 12×12, direct";

    private static readonly WindowSettings Bare3 = new(3);
    private static readonly WindowSettings Padded3 = new(3) { Begin = [1] };
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    /// <summary>Otherwise the cases would test another algorithm.</summary>
    [Fact]
    public void BothSizesOfTilesAreUsed()
    {
        string[] chosen = [.. Cases.Select(row => row.Data).Where(name => name != Direct)
            .Select(name => Book.Create(name, new NetworkOptions()))
            .Select(network =>
            {
                using (network)
                    return network.Info.Layers.Last(layer => layer.Kind == "Conv").Algorithm;
            })];
        Assert.Contains("Winograd 2×2", chosen);
        Assert.Contains("Winograd 4×4", chosen);
        Assert.All(chosen, algorithm => Assert.StartsWith("Winograd", algorithm, StringComparison.Ordinal));
    }

    [Fact]
    public void ExactNetworksAreDirect()
    {
        float[] direct = Book.Run(Direct, new NetworkOptions());
        Assert.Equal(direct, Book.Run(Winograd, new NetworkOptions { Exact = true }));
        Assert.NotEqual(direct, Book.Run(Winograd, new NetworkOptions()));
    }

    private static CaseBook Fill()
    {
        CaseBook book = new(Accuracy.Fast);
        int[] channels = [1, 3, 15, 16, 17, 31, 33, 48];
        int[][] maps = [[3, 3], [3, 9], [5, 3], [13, 11], [8, 33]];
        for (int c = 0; c < channels.Length; c++)
        {
            for (int m = 0; m < maps.Length; m++)
            {
                int inputs = Math.Max(4, channels[c]), filters = channels[(c + 1 + 2 * m) % channels.Length];
                filters = Math.Max(8, filters);
                book.Add(
                    $"{inputs} to {filters} channels, {maps[m][0]}×{maps[m][1]}, padding {(c + m) % 3}",
                    DeclaredNetwork.Of(inputs, maps[m][0], maps[m][1]).Conv(inputs, new(1))
                        .Winograd(filters, new(3) { Begin = [(c + m) % 3] }, bias: (c + m) % 2 == 0),
                    examples: 2);
            }
        }

        book.Add(Winograd, DeclaredNetwork.Of(64, 12, 12).Winograd(64, Padded3));
        book.Add(Direct, DeclaredNetwork.Of(64, 12, 12).Conv(64, Padded3, algorithm: ConvolutionAlgorithm.Direct));
        book.Add("parts of the output channels", DeclaredNetwork.Of(17, 6, 7).Winograd(300, Padded3));
        book.Add("many groups of tiles", DeclaredNetwork.Of(32, 39, 41).Winograd(33, Padded3), examples: 2);
        book.Add("two after each other", DeclaredNetwork.Of(16, 9, 10).Winograd(17, Padded3).Tanh().Winograd(33, Padded3));
        book.Add("batch norm folded", DeclaredNetwork.Of(16, 9, 10).Winograd(17, Padded3, bias: false).BatchNorm().Tanh());
        book.Add("residual", DeclaredNetwork.Of(16, 9, 10).Conv(17, new(1), name: "a").Winograd(17, Padded3, name: "b").Add("b", "a").Sigmoid());
        book.Add("concatenated", DeclaredNetwork.Of(16, 9, 10).Winograd(16, Padded3, name: "a").Winograd(17, Padded3, from: DeclaredNetwork.Input, name: "b")
            .Concat("a", "b").Winograd(5, Bare3));
        book.Add("padding at one side", DeclaredNetwork.Of(16, 7, 9).Winograd(16, new(3) { Begin = [2, 0], End = [0, 1] }));
        book.Add("padding beyond the kernel", DeclaredNetwork.Of(16, 7, 9).Winograd(16, new(3) { Begin = [4] }));
        book.Add("rectifier", DeclaredNetwork.Of(16, 14, 14).Winograd(32, Padded3).Relu().Winograd(16, Padded3).Relu().ForInference());
        return book;
    }
}
