using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Poolings with tensors of their own.</summary>
public class LearnedPoolingTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    /// <summary>Without training a learned pooling is the mean.</summary>
    [Fact]
    public void StartsAsTheMean()
    {
        using INetwork network = Book.Create("learned, 2-D", new NetworkOptions());
        float[] input = [.. Enumerable.Range(0, 17 * 6 * 8).Select(i => (float)Math.Sin(i))];
        float[] output = new float[17 * 3 * 4];
        network.Forward(input, output);
        Assert.Equal((input[0] + input[1] + input[8] + input[9]) / 4, output[0], 1e-6);
    }

    private static CaseBook Fill()
    {
        CaseBook book = new();
        (string Name, int[] Input, WindowSettings Window)[] windows =
        [
            ("2-D", [17, 6, 8], new(2)),
            ("one channel, overlapping", [1, 7, 9], new(3) { Stride = [2] }),
            ("padded, ceiling", [33, 6, 8], new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Ceiling }),
            ("dilated", [3, 9, 8], new(3, 2) { Stride = [1], Dilation = [2] }),
            ("1-D", [16, 19], new(4) { Stride = [3] }),
            ("3-D", [5, 4, 5, 6], new(2) { Rounding = RoundingMode.Floor }),
        ];
        foreach ((string name, int[] input, WindowSettings window) in windows)
            book.Add($"learned, {name}", DeclaredNetwork.Of(input).LearnedPool(window));
        book.Add("learned, between layers", DeclaredNetwork.Of(3, 8, 8).Conv(17, new(3)).Relu().LearnedPool(new(2)).BatchNorm().Relu().LearnedPool(new(3)).Dense(3), examples: 5);

        foreach (PoolingKind kind in new[] { PoolingKind.Max, PoolingKind.Average })
        {
            book.Add($"clusters, {kind}, 2-D", DeclaredNetwork.Of(17, 4, 5).ClusterPool(3, kind));
            book.Add($"clusters, {kind}, one channel", DeclaredNetwork.Of(1, 3, 7).ClusterPool(4, kind));
            book.Add($"clusters, {kind}, one cluster", DeclaredNetwork.Of(16, 3, 3).ClusterPool(1, kind));
            book.Add($"clusters, {kind}, most without positions", DeclaredNetwork.Of(5, 2, 1).ClusterPool(9, kind));
            book.Add($"clusters, {kind}, 1-D", DeclaredNetwork.Of(33, 6).ClusterPool(2, kind));
            book.Add($"clusters, {kind}, 3-D", DeclaredNetwork.Of(3, 2, 3, 2).ClusterPool(2, kind));
            book.Add($"clusters, {kind}, between layers", DeclaredNetwork.Of(3, 6, 7).Conv(17, new(3), name: "a").Conv(5, new(3) { Begin = [1] }, name: "b")
                .ClusterPool(3, kind, from: "a", name: "c").Dense(3, from: "c", name: "d").Dense(3, from: "b", name: "e").Add("d", "e"));
        }

        return book;
    }
}
