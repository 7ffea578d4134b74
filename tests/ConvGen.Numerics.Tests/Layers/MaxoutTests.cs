using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Maxima over groups of channels, which cross the blocks of 16 in every way.</summary>
public class MaxoutTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        (int Pieces, int[] Input)[] sizes =
        [
            (1, [17, 3, 5]),
            (2, [2, 5, 7]),
            (2, [34, 4, 5]),
            (2, [64, 3]),
            (3, [15, 4, 3]),
            (3, [51, 2, 3, 4]),
            (4, [128, 2, 2]),
            (5, [85, 3, 2]),
            (7, [7, 4, 4]),
            (8, [136, 3, 3]),
            (9, [153, 2, 3]),
            (33, [33, 4, 5]),
            (3, [48]),
            (12, [36]),
        ];
        foreach ((int pieces, int[] input) in sizes)
            book.Add($"{pieces} of {string.Join('×', input)}", DeclaredNetwork.Of(input).Maxout(pieces));

        book.Add("of a rectifier's zeros", DeclaredNetwork.Of(3, 5, 5).Conv(34, new(3)).Relu().Maxout(2).Conv(5, new(2)));
        book.Add("of many pieces that are a rectifier's zeros", DeclaredNetwork.Of(3, 5, 5).Conv(36, new(3)).Relu().Maxout(12).Conv(5, new(2)));
        book.Add("after dense", DeclaredNetwork.Of(7).Dense(51).Maxout(3).Dense(4));
        book.Add("of a padded map that others read", DeclaredNetwork.Of(3, 6, 7).Conv(36, new(3), name: "a").Conv(5, new(3) { Begin = [1] }, name: "b")
            .Maxout(3, from: "a", name: "c").Dense(3, from: "c", name: "d").Dense(3, from: "b", name: "e").Add("d", "e"));
        book.Add("of many pieces of a map that others read", DeclaredNetwork.Of(3, 6, 7).Conv(36, new(3), name: "a").Conv(5, new(3) { Begin = [1] }, name: "b")
            .Maxout(9, from: "a", name: "c").Dense(3, from: "c", name: "d").Dense(3, from: "b", name: "e").Add("d", "e"));
        book.Add("before a padded convolution, in a concatenation", DeclaredNetwork.Of(32, 5, 5).Maxout(2, name: "a").Conv(17, new(3) { Begin = [1] }, name: "b").Concat("a", "b"));
        return book;
    }
}
