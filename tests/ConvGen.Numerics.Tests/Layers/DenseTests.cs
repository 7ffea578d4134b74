using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Dense layers over vectors and over maps in every layout.</summary>
public class DenseTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach ((int inputs, int units) in new[] { (1, 1), (1, 17), (3, 48), (15, 33), (16, 16), (17, 3), (31, 130), (33, 15), (48, 129), (200, 31) })
            book.Add($"{inputs} to {units}", DeclaredNetwork.Of(inputs).Dense(units, bias: units % 2 == 1));
        foreach (int examples in new[] { 1, 2, 4, 5, 12, 13, 17, 29 })
            book.Add($"{examples} examples", DeclaredNetwork.Of(19).Dense(35).Relu().Dense(18), examples);

        book.Add("a map of the input", DeclaredNetwork.Of(3, 5, 7).Dense(18));
        book.Add("a map of blocks", DeclaredNetwork.Of(3, 5, 7).Conv(17, new(3)).Dense(18));
        book.Add("a map of one row", DeclaredNetwork.Of(17, 1, 7).Dense(5));
        book.Add("a 1-D map", DeclaredNetwork.Of(17, 9).Conv(33, new(2)).Dense(5, bias: false));
        book.Add("a 3-D map", DeclaredNetwork.Of(4, 3, 2, 3).Conv(17, new(2)).Dense(19));
        book.Add("a map with a border", DeclaredNetwork.Of(4, 5, 6).Conv(18, new(1), name: "a").Conv(3, new(3) { Begin = [1] }, name: "b")
            .Dense(7, from: "a", name: "c").Dense(7, from: "b", name: "d").Add("c", "d"));
        book.Add("a map behind flatten", DeclaredNetwork.Of(3, 5, 7).Conv(17, new(3)).Flatten().Dense(18));
        book.Add("a map behind flatten and dropout", DeclaredNetwork.Of(3, 5, 7).Conv(17, new(3)).Flatten().Dropout(0).Dense(18));
        book.Add("as a convolution", DeclaredNetwork.Of(3, 5, 7).Conv(17, new(3)).DenseAsConv(19).Relu().DenseAsConv(3).Softmax());
        book.Add("as a convolution over a line", DeclaredNetwork.Of(5, 9).DenseAsConv(18, bias: false));
        book.Add("as a convolution that moves", DeclaredNetwork.Of(3, 9, 8).DenseAsConv(33, [3, 5]).Relu().DenseAsConv(4, [1, 1]));
        book.Add("as a convolution that Winograd could do", DeclaredNetwork.Of(16, 12, 12).DenseAsConv(32, [3, 3]));
        book.Add("batch norm folded", DeclaredNetwork.Of(17).Dense(33).BatchNorm().Relu().Dense(3, bias: false).BatchNorm(), examples: 6);
        book.Add("three deep", DeclaredNetwork.Of(20).Dense(33).Sigmoid().Dense(17).Tanh().Dense(5).Softmax());
        return book;
    }
}
