using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Poolings whose windows cover the map, whatever its size.</summary>
public class AdaptivePoolingTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach (int[] input in new int[][] { [17, 5, 3], [1, 13, 11], [48, 1, 7], [16, 1, 1], [33, 21], [5, 2, 3, 4] })
        {
            string shape = string.Join('×', input);
            book.Add($"global average of {shape}", DeclaredNetwork.Of(input).GlobalAvgPool());
            book.Add($"global maximum of {shape}", DeclaredNetwork.Of(input).GlobalMaxPool());
        }

        (int[] Input, int[] Size)[] sizes =
        [
            ([17, 8, 6], [2, 2]),
            ([1, 7, 5], [5, 3]),
            ([16, 6, 13], [3, 5]),
            ([33, 13, 4], [4]),
            ([3, 2, 3], [5, 4]),
            ([15, 23], [7]),
            ([5, 4, 5, 7], [3, 2, 4]),
            ([17, 9, 9], [1, 2]),
        ];
        foreach ((int[] input, int[] size) in sizes)
        {
            string shape = $"{string.Join('×', input)} to {string.Join('×', size)}";
            book.Add($"averages of {shape}", DeclaredNetwork.Of(input).AdaptiveAvgPool(size));
            book.Add($"maxima of {shape}", DeclaredNetwork.Of(input).AdaptiveMaxPool(size));
        }

        foreach ((int[] input, int[] levels) in new (int[], int[])[] { ([17, 9, 7], []), ([3, 13], [3, 1]), ([5, 4, 3, 5], [2]), ([16, 4, 4], [1]) })
        {
            string shape = $"{string.Join('×', input)} with levels {string.Join(", ", levels)}";
            book.Add($"pyramid of maxima of {shape}", DeclaredNetwork.Of(input).PyramidPool(levels));
            book.Add($"pyramid of averages of {shape}", DeclaredNetwork.Of(input).PyramidPool(levels, PoolingKind.Average));
        }

        book.Add("global average into dense", DeclaredNetwork.Of(3, 7, 6).Conv(17, new(3)).Relu().GlobalAvgPool().Dense(5));
        book.Add("global average through flatten and batch norm", DeclaredNetwork.Of(3, 7, 6).Conv(17, new(3)).GlobalAvgPool().Flatten().BatchNorm().Dense(4), examples: 5);
        book.Add("adaptive pools of a padded map", DeclaredNetwork.Of(3, 7, 6).Conv(17, new(3), name: "a").Conv(5, new(3) { Begin = [1] }, name: "b")
            .AdaptiveMaxPool([3, 3], from: "a", name: "c").Dense(3, from: "c", name: "d").Dense(3, from: "b", name: "e").Add("d", "e"));
        book.Add("adaptive pool before a padded convolution", DeclaredNetwork.Of(16, 7, 8).AdaptiveAvgPool([3, 5]).Conv(17, new(3) { Begin = [1] }));
        book.Add("pyramid between layers", DeclaredNetwork.Of(3, 9, 9).Conv(17, new(3)).Relu().PyramidPool([1, 3]).Relu().Dense(5));
        return book;
    }
}
