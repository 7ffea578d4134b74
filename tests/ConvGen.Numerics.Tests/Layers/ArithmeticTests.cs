using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using static ConvGen.Numerics.Tests.Declarations.DeclaredNetwork;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Values combined element by element, of equal shapes and broadcast.</summary>
public class ArithmeticTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        (string Name, Func<DeclaredNetwork, string[], DeclaredNetwork> Join)[] kinds =
        [
            ("product", (network, inputs) => network.Multiply(inputs)),
            ("difference", (network, inputs) => network.Subtract(inputs)),
            ("sum", (network, inputs) => network.Add(inputs)),
            ("maximum", (network, inputs) => network.Maximum(inputs)),
            ("minimum", (network, inputs) => network.Minimum(inputs)),
        ];
        foreach ((string name, Func<DeclaredNetwork, string[], DeclaredNetwork> join) in kinds)
        {
            book.Add($"{name} of two", join(Two(17), ["a", "b"]));
            book.Add($"{name} of three, with an activation", join(Two(5).Conv(5, new(3) { Begin = [1] }, from: Input, name: "c"), ["a", "b", "c"]).Sigmoid());
            book.Add($"{name} with itself", join(Of(3, 4, 5).Conv(3, new(3) { Begin = [1] }, name: "b"), ["b", "b"]).Conv(2, new(1)));
            book.Add($"{name} with one position", join(Two(18).GlobalAvgPool(from: "b", name: "c"), ["a", "c"]).Relu());
            book.Add($"{name} with features first", join(Two(4).Dense(4, from: "b", name: "c"), ["c", "a"]));
            book.Add($"{name} with one channel", join(Two(19).Conv(1, new(1), from: "b", name: "c"), ["a", "c"]));
        }

        book.Add("product with one row and one column", Two(16).AvgPool(new(4, 1), from: "a", name: "c").AvgPool(new(1, 5), from: "b", name: "d").Multiply("c", "d"));
        book.Add("product with one number", Two(33).Dense(1, from: "a", name: "c").Multiply("c", "b"));
        book.Add("product in one dimension", Of(17, 9).Conv(17, new(3) { Begin = [1] }, name: "a").GlobalAvgPool(name: "b").Multiply("a", "b", "input"));
        book.Add("product in three dimensions", Of(3, 2, 3, 4).Conv(17, new(1), name: "a").AvgPool(new(2, 1, 4), name: "b").Multiply("a", "b").Conv(2, new(1)));
        book.Add("squeeze and excitation", Of(3, 6, 5).Conv(20, new(3) { Begin = [1] }, name: "x").GlobalAvgPool().Conv(5, new(1)).Relu().Conv(20, new(1)).Sigmoid(name: "gate")
            .Multiply("x", "gate").Conv(3, new(3) { Begin = [1] }));
        book.Add("sum with a convolution of one position", Two(17).GlobalAvgPool(from: "a").Conv(17, new(1), name: "c").Add("c", "b"));
        book.Add("maximum of a rectifier's zeros", Two(17).Relu(from: "a", name: "c").Relu(from: "b", name: "d").Maximum("c", "d"));
        return book;
    }

    private static DeclaredNetwork Two(int channels) =>
        Of(3, 4, 5).Conv(channels, new(1), name: "a").Conv(channels, new(3) { Begin = [1] }, from: Input, name: "b");
}
