using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Convolutions whose kernels differ from position to position, all of them or in cycles.</summary>
public class OwnKernelTests
{
    private static readonly WindowSettings Padded3 = new(3) { Begin = [1] };
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    [Theory]
    [InlineData("one tile", "no tiles")]
    [InlineData("a tile for each position", "locally connected")]
    public void TilesLieBetweenSharedAndOwnKernels(string tiled, string other)
    {
        float[] left = Run(tiled), right = Run(other);
        Assert.Equal(left.Length, right.Length);
        Assert.All(left.Zip(right), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-5f));
    }

    private static float[] Run(string name)
    {
        using INetwork network = Book.Create(name, new NetworkOptions());
        foreach (NetworkParameter parameter in network.Parameters)
            parameter.Set([.. Enumerable.Range(0, parameter.Length).Select(i => (float)Math.Sin(i))]);
        float[] output = new float[2 * network.OutputLength];
        network.Forward([.. Enumerable.Range(0, 2 * network.InputLength).Select(i => (float)Math.Cos(i))], output);
        return output;
    }

    private static CaseBook Fill()
    {
        CaseBook book = new();
        AddLocal(book);
        AddTiled(book);
        return book
            .Add("no tiles", DeclaredNetwork.Of(5, 6, 7).Conv(18, Padded3))
            .Add("one tile", DeclaredNetwork.Of(5, 6, 7).TiledConv(18, Padded3, tiles: 1))
            .Add("locally connected", DeclaredNetwork.Of(3, 5, 5).LocallyConnected(4, new(3), BiasKind.PerChannel))
            .Add("a tile for each position", DeclaredNetwork.Of(3, 5, 5).TiledConv(4, new(3), tiles: 3));
    }

    private static void AddLocal(CaseBook book)
    {
        foreach ((int inputs, int filters, BiasKind bias) in new[] { (1, 1, BiasKind.PerUnit), (3, 17, BiasKind.None), (17, 15, BiasKind.PerChannel), (33, 40, BiasKind.PerUnit) })
            book.Add($"local, {inputs} to {filters} channels", DeclaredNetwork.Of(inputs, 5, 4).LocallyConnected(filters, Padded3, bias));
        book.Add("local, many examples", DeclaredNetwork.Of(3, 4, 3).LocallyConnected(20, new(2)).Relu(), examples: 17);
        book.Add("local, many channels out", DeclaredNetwork.Of(2, 3, 3).LocallyConnected(150, new(2)), examples: 5);
        book.Add("local, strided", DeclaredNetwork.Of(17, 9, 8).LocallyConnected(5, new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Floor }));
        book.Add("local, stride larger than the kernel, dilated", DeclaredNetwork.Of(4, 10, 11)
            .LocallyConnected(18, new(2) { Stride = [3, 4], Dilation = [1, 2], Rounding = RoundingMode.Floor }));
        book.Add("local, 1-D", DeclaredNetwork.Of(3, 12).LocallyConnected(5, new(4) { Stride = [2] }));
        book.Add("local, 3-D", DeclaredNetwork.Of(2, 3, 4, 4).LocallyConnected(6, new(2, 3, 2)));
        book.Add("local, between layers", DeclaredNetwork.Of(3, 7, 7).Conv(10, Padded3).LocallyConnected(7, Padded3, BiasKind.PerChannel).BatchNorm().Relu()
            .LocallyConnected(20, new(3)).Relu().MaxPool(new(2) { Rounding = RoundingMode.Floor }).Dense(5));
        book.Add("local, of a value that others read", DeclaredNetwork.Of(16, 5, 5).Conv(16, Padded3, name: "a")
            .LocallyConnected(16, Padded3, BiasKind.PerChannel, name: "b").Add("a", "b").Conv(3, Padded3));
        book.Add("local, part of a concatenation", DeclaredNetwork.Of(3, 6, 20).LocallyConnected(16, new(1), name: "a")
            .LocallyConnected(2, new(1), name: "b", from: "input").Concat("a", "b").Conv(3, Padded3));
    }

    private static void AddTiled(CaseBook book)
    {
        foreach ((int inputs, int filters, int tiles) in new[] { (1, 3, 2), (3, 17, 2), (17, 4, 3), (33, 18, 2) })
            book.Add($"{tiles} tiles, {inputs} to {filters} channels", DeclaredNetwork.Of(inputs, 7, 6).TiledConv(filters, Padded3, tiles));
        book.Add("tiled, strided", DeclaredNetwork.Of(4, 11, 10).TiledConv(17, new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Floor }, tiles: 2));
        book.Add("tiled, stride larger than the kernel", DeclaredNetwork.Of(4, 14, 9).TiledConv(6, new(2) { Stride = [4], Rounding = RoundingMode.Floor }, tiles: 2));
        book.Add("tiled, dilated", DeclaredNetwork.Of(5, 12, 9).TiledConv(6, new(3, 2) { Dilation = [3, 2], Begin = [2] }, tiles: 3, BiasKind.None));
        book.Add("tiled, 1-D", DeclaredNetwork.Of(3, 17).TiledConv(5, new(4), tiles: 4, BiasKind.PerUnit));
        book.Add("tiled, 3-D", DeclaredNetwork.Of(2, 4, 4, 5).TiledConv(6, new(2), tiles: 2));
        book.Add("tiled, from planar maps", DeclaredNetwork.Of(1, 12, 40).TiledConv(3, new(3), tiles: 2).Relu());
        book.Add("tiled, between layers", DeclaredNetwork.Of(3, 8, 8).Conv(10, Padded3).TiledConv(20, Padded3, tiles: 2).BatchNorm().Relu()
            .MaxPool(new(2)).TiledConv(7, Padded3, tiles: 3).Relu());
    }
}
