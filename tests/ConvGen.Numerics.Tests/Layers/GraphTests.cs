using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using static ConvGen.Numerics.Tests.Declarations.DeclaredNetwork;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Values that branch, join and are read in several ways.</summary>
public class GraphTests
{
    private static readonly WindowSettings Padded3 = new(3) { Begin = [1] };
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        AddSums(book);
        AddConcatenations(book);
        AddBorders(book);
        AddShapes(book);
        return book;
    }

    private static void AddSums(CaseBook book)
    {
        book.Add("residual", Of(3, 6, 5).Conv(17, new(1), name: "a").Conv(17, Padded3).BatchNorm().Relu().Conv(17, Padded3).BatchNorm(name: "b").Add("b", "a").Relu());
        book.Add("residual, the other way round", Of(3, 6, 5).Conv(17, new(1), name: "a").Conv(17, Padded3).Relu().Conv(17, Padded3, name: "b").Add("a", "b").Relu());
        book.Add("residual with projection", Of(16, 7, 8).Relu(name: "x").Conv(17, new(3) { Begin = [1], Stride = [2], Rounding = RoundingMode.Floor }, bias: false).BatchNorm().Relu()
            .Conv(17, Padded3, bias: false).BatchNorm(name: "main")
            .Conv(17, new(1) { Stride = [2], Rounding = RoundingMode.Floor }, bias: false, from: "x").BatchNorm(name: "side").Add("main", "side").Relu().Conv(5, Padded3));
        book.Add("residual over the input", Of(17, 5, 6).Conv(17, Padded3, name: "a").Add("a", Input));
        book.Add("sum of three", Of(3, 5, 6).Conv(17, Padded3, name: "a").Conv(17, Padded3, name: "b").Conv(17, Padded3, from: Input, name: "c").Add("a", "b", "c").Sigmoid());
        book.Add("sum of the same", Of(3, 5, 6).Conv(17, Padded3, name: "a").Add("a", "a"));
        book.Add("sum of the same three times", Of(3, 5, 6).Conv(17, Padded3, name: "a").Add("a", "a", "a").Relu());
        book.Add("sum of the input with itself", Of(17, 2, 3).Add(Input, Input));
        book.Add("sum of sums", Of(17, 4, 5).Conv(17, new(1), name: "a").Add("a", Input).As("b").Conv(17, new(1), name: "c").Add("c", "b").As("d").Add("d", "a"));
        book.Add("sum of two convolutions, the first before the second", Of(3, 5, 6).Conv(17, new(2), name: "a").Conv(17, new(2), from: Input, name: "b").Add("a", "b"));
        book.Add("sum with an activation of what it adds", Of(3, 5, 6).Conv(17, new(2), name: "a").Relu(name: "b").Conv(17, new(1), name: "c").Add("c", "b").As("d").Add("d", "a"));
        book.Add("sum with what comes after the convolution", Of(3, 5, 6).Conv(17, new(2), name: "a").Conv(17, new(2), from: Input).MaxPool(Stay(2), name: "b").Add("a", "b"));
        book.Add("sum with an aligned concatenation that comes after the convolution", Of(3, 5, 6).Conv(32, new(2), name: "a")
            .Conv(16, new(2), from: Input, name: "b").Conv(16, new(2), from: Input, name: "c").Concat("b", "c").As("d").Add("a", "d"));
        book.Add("sum with a misaligned concatenation that comes after the convolution", Of(3, 5, 6).Conv(17, new(2), name: "a")
            .Conv(10, new(2), from: Input, name: "b").Conv(7, new(2), from: Input, name: "c").Concat("b", "c").As("d").Add("a", "d"));
        book.Add("sum with a concatenation of concatenations that comes after the convolution", Of(3, 5, 6).Conv(48, new(2), name: "a")
            .Conv(16, new(2), from: Input, name: "b").Conv(16, new(2), from: Input, name: "c").Concat("b", "c").As("d")
            .Conv(16, new(2), from: Input, name: "e").Concat("d", "e").As("f").Add("a", "f").Relu());
        book.Add("dense residual", Of(17).Dense(18, name: "a").Relu().Dense(18, name: "b").Add("b", "a").Relu());
    }

    private static void AddConcatenations(CaseBook book)
    {
        book.Add("10 + 7 + 16 + 3 channels", Inception(Of(5, 4, 6), 10, 7, 16, 3).Concat("a", "b", "c", "d").Conv(17, Padded3));
        book.Add("16 + 10 + 16 channels", Inception(Of(5, 4, 6), 16, 10, 16, 3).Concat("a", "b", "c").Relu());
        book.Add("32 + 16 channels", Inception(Of(5, 4, 6), 32, 16, 1, 1).Concat("a", "b").Conv(17, Padded3));
        book.Add("1 + 1 channels", Inception(Of(5, 4, 6), 1, 1, 1, 1).Concat("a", "b"));
        book.Add("concatenation that ends the network", Inception(Of(5, 4, 6), 16, 7, 16, 3).Concat("a", "b", "c", "d"));
        book.Add("concatenation of the same", Of(5, 4, 6).Conv(16, Padded3, name: "a").Concat("a", "a").Conv(17, new(1)));
        book.Add("concatenation of the same, misaligned", Of(5, 4, 6).Conv(10, Padded3, name: "a").Concat("a", "a", "a").Conv(17, new(1)));
        book.Add("concatenation with the input", Of(16, 4, 6).Conv(16, Padded3, name: "a").Concat(Input, "a").Conv(17, new(1)));
        book.Add("concatenation of the input with itself", Of(3, 4, 6).Concat(Input, Input));
        book.Add("concatenation of concatenations", Inception(Of(5, 4, 6), 16, 16, 16, 3).Concat("a", "b").As("ab").Concat("c", "d").As("cd").Concat("ab", "cd").Conv(17, Padded3));
        book.Add("concatenation of concatenations, misaligned", Inception(Of(5, 4, 6), 10, 16, 7, 3).Concat("a", "b").As("ab").Concat("c", "d").As("cd").Concat("cd", "ab").Conv(17, Padded3));
        book.Add("a value in two concatenations", Inception(Of(5, 4, 6), 16, 16, 16, 3).Concat("a", "b").As("ab").Concat("a", "c").As("ac").Add("ab", "ac").Conv(17, new(1)));
        book.Add("a value in a concatenation and out of it", Of(5, 4, 6).Conv(10, new(1), name: "a").Conv(7, new(1), name: "b").Concat("a", "b").As("c")
            .Conv(17, Padded3, from: "a", name: "d").Add("c", "d").Relu());
        book.Add("a value in a concatenation and padded out of it", Of(5, 4, 6).Conv(16, new(1), name: "a").Relu(name: "r").Conv(18, new(5) { Begin = [2] }, name: "b")
            .Concat("r", "b").Conv(5, Padded3));
        book.Add("a concatenation of activations", Of(5, 4, 6).Conv(16, new(1)).Relu(name: "a").Conv(16, new(1)).Sigmoid(name: "b").Concat("a", "b").Tanh().Dense(3));
        book.Add("dense block", Of(3, 5, 6).Conv(12, Padded3, name: "a").BatchNorm().Relu().Conv(12, Padded3, name: "b").Concat("a", "b").As("ab")
            .BatchNorm().Relu().Conv(12, Padded3, name: "c").Concat("ab", "c").As("abc").BatchNorm().Relu().Conv(7, new(1)).GlobalAvgPool());
        book.Add("inception", Of(17, 6, 7).Relu(name: "x").Conv(10, new(1), name: "a").Conv(5, new(1), from: "x").Relu().Conv(16, Padded3, name: "b")
            .Conv(3, new(1), from: "x").Relu().Conv(7, new(5) { Begin = [2] }, name: "c").MaxPool(Stay(3), from: "x").Conv(16, new(1), name: "d")
            .Concat("a", "b", "c", "d").Relu().AvgPool(new(3) { Stride = [2], Rounding = RoundingMode.Floor }).Dense(5).Softmax());
        book.Add("features", Of(20).Dense(10, name: "a").Dense(7, from: Input, name: "b").Dense(16, from: Input, name: "c").Concat("a", "b", "c").Dense(5));
        book.Add("aligned features", Of(20).Dense(16, name: "a").Dense(32, from: Input, name: "b").Concat("a", "b", Input).Relu().Dense(5));
        book.Add("lines", Of(3, 9).Conv(10, new(2), name: "a").Conv(7, new(2), from: Input, name: "b").Concat("a", "b").Conv(5, new(3)));
        book.Add("volumes", Of(3, 2, 3, 4).Conv(16, new(1), name: "a").Conv(7, new(1), from: Input, name: "b").Concat("b", "a").Conv(5, new(2)));
        book.Add("poolings in a concatenation", Of(16, 6, 7).MaxPool(Stay(3), name: "a").AvgPool(Stay(3), from: Input, name: "b").Concat("a", "b").Conv(3, new(2)));
        book.Add("softmax in a concatenation", Of(16, 3, 4).Softmax(name: "a").Conv(16, new(1), name: "b").Softmax(name: "c").Concat("c", "a", "b"));
    }

    private static void AddBorders(CaseBook book)
    {
        book.Add("different borders of one value", Of(5, 6, 7).Conv(17, new(1), name: "a").Conv(3, Padded3, name: "b").Conv(3, new(5) { Begin = [2] }, from: "a", name: "c")
            .Conv(3, new(7, 1) { Begin = [3, 0] }, from: "a", name: "d").Conv(3, new(1), from: "a", name: "e").Add("b", "c", "d", "e"));
        book.Add("different borders of the input", Of(17, 6, 7).Conv(3, Padded3, name: "b").Conv(3, new(5) { Begin = [2] }, from: Input, name: "c")
            .Conv(3, new(1, 7) { Begin = [0, 3] }, from: Input, name: "d").Add("b", "c", "d"));
        book.Add("different borders of a planar input", Of(2, 6, 7).Conv(17, Padded3, name: "b").Conv(17, new(5) { Begin = [2] }, from: Input, name: "c").Add("b", "c"));
        book.Add("a border on one side for each reader", Of(5, 6, 7).Conv(17, new(1), name: "a").Conv(3, new(3) { Begin = [2, 0], End = [0, 2] }, name: "b")
            .Conv(3, new(3) { Begin = [0, 2], End = [2, 0] }, from: "a", name: "c").Add("b", "c"));
        book.Add("padded and dense", Of(5, 6, 7).Conv(17, new(1), name: "a").Conv(2, Padded3, name: "b").Dense(9, from: "a", name: "c").Dense(9, from: "b", name: "d").Add("c", "d"));
        book.Add("padded and pooled", Of(5, 6, 7).Conv(17, new(1), name: "a").Conv(17, Padded3, name: "b").MaxPool(Stay(3), from: "a", name: "c").Add("b", "c"));
        book.Add("padded, added and concatenated", Of(5, 6, 7).Conv(17, new(1), name: "a").Conv(17, Padded3, name: "b").Add("a", "b").As("c").Concat("a", "c").Conv(4, Padded3));
        book.Add("padded and flattened", Of(5, 3, 4).Conv(3, new(1), name: "a").Conv(3, Padded3, name: "b").Flatten(from: "a", name: "c").Flatten(from: "b", name: "d").Add("c", "d").Relu());
        book.Add("padded and normalised", Of(5, 6, 7).Conv(17, new(1), name: "a").Conv(17, Padded3, name: "b").BatchNorm(from: "a", name: "c").Add("b", "c").Conv(3, Padded3));
        book.Add("a concatenation padded by its readers", Inception(Of(5, 4, 6), 16, 7, 16, 3).Concat("a", "b", "c", "d").As("x").Conv(3, new(5) { Begin = [2] }, name: "p")
            .Conv(3, new(1), from: "x", name: "q").Conv(3, Padded3, from: "a", name: "r").Add("p", "q", "r"));
        book.Add("a long chain of borders", Chain(Of(3, 6, 7), 6));
        book.Add("borders of many sizes after each other", Of(3, 9, 9).Conv(17, new(7) { Begin = [3] }).Relu().Conv(5, new(5) { Begin = [2] }).Relu().Conv(18, Padded3)
            .MaxPool(new(2) { Rounding = RoundingMode.Floor }).Conv(33, Padded3).Relu().Conv(4, new(3) { Begin = [2] }).GlobalAvgPool().Dense(3));
        book.Add("an activation of what is padded and added", Of(3, 6, 7).Conv(17, new(1)).Relu(name: "a").Conv(17, Padded3, name: "b").Add("b", "a").Relu(name: "c")
            .Conv(17, Padded3, name: "d").Add("d", "c").Relu().Dense(3));
    }

    private static void AddShapes(CaseBook book)
    {
        book.Add("only dropout", Of(17, 3, 4).Dropout(0));
        book.Add("only dropout, at inference", Of(17, 3, 4).Dropout(0.5).ForInference());
        book.Add("only dropout of a planar input, at inference", Of(2, 3, 4).Dropout(0.25).Dropout(0.5).ForInference());
        book.Add("only flatten", Of(17, 3, 4).Flatten());
        book.Add("only flatten of features", Of(17).Flatten());
        book.Add("only flatten, at inference", Of(2, 3, 4).Flatten().ForInference());
        book.Add("flatten of one cell", Of(17, 1, 1).Flatten());
        book.Add("flatten twice", Of(3, 3, 4).Conv(5, new(2)).Flatten().Flatten());
        book.Add("flatten and dense", Of(3, 3, 4).Conv(5, new(2)).Flatten(name: "a").Dense(3));
        book.Add("flatten read by dense and by a sum", Of(3, 3, 4).Conv(5, new(2)).Flatten(name: "a").Dense(30, name: "b").Add("a", "b"));
        book.Add("flatten and softmax", Of(3, 3, 4).Conv(5, new(2)).Flatten().Softmax());
        book.Add("flatten and batch norm", Of(3, 3, 4).Conv(5, new(2)).Flatten().BatchNorm(), examples: 6);
        book.Add("flatten and relu", Of(3, 3, 4).Conv(5, new(2)).Flatten().Relu());
        book.Add("flatten of a concatenation", Of(3, 3, 4).Conv(10, new(2), name: "a").Conv(7, new(2), from: Input, name: "b").Concat("a", "b").Flatten().Tanh().Dense(4));
        book.Add("dropout in the middle, at inference", Of(3, 6, 7).Conv(17, new(3)).Dropout(0.3).Relu().Conv(5, Padded3).BatchNorm().Dropout(0.9).Flatten().Dense(7).Dropout(0.5).ForInference());
        book.Add("dropout of probability 0 between layers", Of(3, 6, 7).Conv(17, new(3)).Dropout(0).Relu().Conv(5, Padded3).BatchNorm().Dropout(0).Flatten().Dropout(0).Dense(7).Dropout(0));
        book.Add("layers that nothing reads", Of(3, 5, 6).Conv(17, new(2), name: "a").Conv(5, new(2), name: "unread").Relu(from: "a").Conv(4, new(1)));
        book.Add("the first of two outputs' worth of layers unread", Of(20).Dense(7, name: "unread").Dense(5, from: Input));
    }

    /// <summary>Four convolutions of the input named a to d.</summary>
    private static DeclaredNetwork Inception(DeclaredNetwork network, int a, int b, int c, int d) => network
        .Conv(a, new(1), name: "a")
        .Conv(b, Padded3, from: Input, name: "b")
        .Conv(c, new(3, 1) { Begin = [1, 0] }, from: Input, name: "c")
        .Conv(d, new(1), from: Input, name: "d");

    private static DeclaredNetwork Chain(DeclaredNetwork network, int length)
    {
        for (int i = 0; i < length; i++)
            network.Conv(i % 2 == 0 ? 17 : 5, Padded3).Relu();
        return network;
    }

    /// <summary>A window that keeps the size of the map.</summary>
    private static WindowSettings Stay(int k) => new(k) { Stride = [1], Padding = PaddingKind.Same };
}
