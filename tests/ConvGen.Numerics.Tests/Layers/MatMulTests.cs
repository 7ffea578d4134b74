using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using static ConvGen.Numerics.Tests.Declarations.DeclaredNetwork;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Matrix products of two computed values.</summary>
public class MatMulTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach ((int rows, int terms, int columns) in new[] { (1, 1, 1), (3, 5, 2), (16, 16, 16), (17, 33, 15), (33, 18, 31), (40, 7, 29) })
        {
            foreach ((bool first, bool second) in new[] { (false, false), (true, false), (false, true), (true, true) })
                book.Add($"{rows}×{terms} by {terms}×{columns}, {first}, {second}", Product([], rows, terms, columns, first, second));
        }

        book.Add("several matrices", Product([3], 5, 18, 7, false, false));
        book.Add("several matrices, transposed", Product([3], 18, 5, 21, true, true));
        book.Add("matrices of a volume", Product([2, 3], 17, 4, 6, false, true));
        book.Add("a value with itself", Of(3, 6).Conv(17, new(1), name: "a").MatMul("a", "a", transposeFirst: true).Conv(3, new(1)));
        book.Add("a value with itself, of rows", Of(3, 6).Conv(17, new(1), name: "a").MatMul("a", "a", transposeSecond: true).Conv(3, new(1)));
        book.Add("of a padded map", Of(3, 4, 5).Conv(5, new(3) { Begin = [1] }, name: "a").Conv(5, new(3) { Begin = [1] }).MatMul("a", "n2").Conv(2, new(3)));
        book.Add("attention", Of(6, 9).Conv(17, new(1), name: "q").Conv(17, new(1), name: "k", from: "input").MatMul("k", "q", transposeFirst: true)
            .Softmax().As("p").Conv(6, new(1), name: "v", from: "input").MatMul("v", "p").As("y").Add("input", "y"));
        return book;
    }

    private static DeclaredNetwork Product(int[] between, int rows, int terms, int columns, bool transposeFirst, bool transposeSecond)
    {
        (int channels, int last) = transposeFirst ? (terms, rows) : (rows, terms);
        (int others, int width) = transposeSecond ? (columns, terms) : (terms, columns);
        return Of([2, .. between, last + width])
            .Conv(channels, new(1), name: "all")
            .Crop(Cut(between, 0, width), [.. between.Select(_ => 0), 0], [.. between, last], name: "a", from: "all")
            .Conv(others, new(1), name: "every", from: "input")
            .Crop(Cut(between, last, 0), [.. between.Select(_ => 0), last], [.. between, width], name: "b", from: "every")
            .MatMul("a", "b", transposeFirst, transposeSecond);
    }

    private static string Cut(int[] between, int begin, int end)
    {
        string none = string.Concat(between.Select(_ => "0, "));
        return $"Begin = [{none}{begin}], End = [{none}{end}]";
    }
}
