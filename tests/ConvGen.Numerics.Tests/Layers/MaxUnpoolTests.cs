using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Values put back to where maxima were.</summary>
public class MaxUnpoolTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        (string Name, int[] Input, WindowSettings Window)[] apart =
        [
            ("2-D", [17, 6, 8], new(2)),
            ("floor", [5, 7, 8], new(3) { Rounding = RoundingMode.Floor }),
            ("padded, ceiling", [16, 6, 7], new(3) { Stride = [3], Begin = [1], Rounding = RoundingMode.Ceiling }),
            ("stride larger than the window", [3, 9, 10], new(2) { Stride = [4], Rounding = RoundingMode.Floor }),
            ("1-D", [33, 19], new(4) { Rounding = RoundingMode.Floor }),
            ("3-D", [5, 4, 3, 6], new(2, 3, 2)),
        ];
        foreach ((string name, int[] input, WindowSettings window) in apart)
            book.Add(name, DeclaredNetwork.Of(input).MaxPool(window, name: "pool").Tanh().MaxUnpool("pool", window));

        // Where windows share a maximum a value is written over, and torch's gradient is not that of its output: only the output is compared.
        WindowSettings overlapping = new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Floor };
        book.Add("overlapping", DeclaredNetwork.Of(17, 9, 7).MaxPool(overlapping, name: "pool").Tanh().MaxUnpool("pool", overlapping).ForInference());

        WindowSettings pairs = new(2);
        book.Add("a mirrored network", DeclaredNetwork.Of(3, 8, 8).Conv(17, new(3) { Begin = [1] }).Relu(name: "r").MaxPool(pairs, name: "pool")
            .Conv(17, new(3) { Begin = [1] }).MaxUnpool("pool", pairs).Conv(3, new(3) { Begin = [1] }));
        book.Add("two levels", DeclaredNetwork.Of(5, 8, 8).MaxPool(pairs, name: "p1").MaxPool(pairs, name: "p2").Sigmoid()
            .MaxUnpool("p2", pairs).MaxUnpool("p1", pairs, name: "u").Dense(3));
        book.Add("of the pooling itself, read by others", DeclaredNetwork.Of(3, 6, 6).Conv(16, new(1), name: "a").MaxPool(pairs, name: "pool")
            .MaxUnpool("pool", pairs, name: "u").Add("a", "u").Conv(4, new(3) { Begin = [1] }));
        return book;
    }
}
