using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using static ConvGen.Numerics.Tests.Declarations.DeclaredNetwork;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Elementary functions and quotients, with every number of channels that fills the last block differently.</summary>
public class ElementaryFunctionTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        // Some of them take positive numbers only: those behind Softplus.
        (string Name, bool OfPositives, Func<DeclaredNetwork, DeclaredNetwork> Append)[] functions =
        [
            ("Exp", false, network => network.Exp()),
            ("Log", true, network => network.Log()),
            ("Sqrt", true, network => network.Sqrt()),
            ("Abs", false, network => network.Abs()),
            ("Neg", false, network => network.Neg()),
            ("Reciprocal", true, network => network.Reciprocal()),
            ("Erf", false, network => network.Erf()),
            ("Floor", false, network => network.Floor()),
            ("Sin", false, network => network.Sin()),
            ("Cos", false, network => network.Cos()),
            ("Pow 0", false, network => network.Pow(0)),
            ("Pow 1", false, network => network.Pow(1)),
            ("Pow 2", false, network => network.Pow(2)),
            ("Pow 3", false, network => network.Pow(3)),
            ("Pow 5", false, network => network.Pow(5)),
            ("Pow −1", true, network => network.Pow(-1)),
            ("Pow 1.5", true, network => network.Pow(1.5)),
            ("Pow 0.5", true, network => network.Pow(0.5)),
            ("Pow −0.3", true, network => network.Pow(-0.3)),
        ];
        CaseBook book = new();
        foreach ((string name, bool ofPositives, Func<DeclaredNetwork, DeclaredNetwork> append) in functions)
        {
            DeclaredNetwork Behind(DeclaredNetwork network) => append(ofPositives ? network.Softplus() : network);
            book.Add($"{name} behind a convolution", Behind(Of(3, 5, 6).Conv(17, new(3))).Conv(5, new(3) { Begin = [1] }));
            book.Add($"{name} of what others read too", Behind(Of(3, 4, 5).Conv(15, new(2), name: "a")).As("b").Add("a", "b"));
            book.Add($"{name} of features", Behind(Of(18).Dense(33)).Dense(3));
        }

        foreach (int channels in new[] { 1, 3, 15, 17, 33 })
        {
            // What fills up the last block must not come into what mixes the channels.
            book.Add($"functions of {channels} channels, mixed", Of(channels, 4, 5).Softplus().Log().Exp().Reciprocal().Pow(-0.5).Conv(3, new(3) { Begin = [1] }));
            book.Add($"functions of {channels} channels, normalised", Of(channels, 4, 5).Exp().Log().Sin().Conv(channels, new(1)).Cos().LayerNorm(1).GlobalAvgPool());
            book.Add($"quotient of {channels} channels, mixed", Two(channels).Divide("a", "b").Conv(3, new(3) { Begin = [1] }));
            book.Add($"quotient of {channels} channels and one position", Two(channels).GlobalAvgPool(from: "b", name: "c").Divide("a", "c").Softmax());
            book.Add($"quotient of {channels} channels and one channel", Two(channels).Conv(1, new(1), from: "b").Softplus().As("c").Divide("a", "c").GlobalAvgPool().Dense(3));
        }

        book.Add("quotient of three, with an activation", Two(5).Sigmoid(name: "c", from: "a").Divide("a", "b", "c").Sigmoid());
        book.Add("quotient with itself", Of(3, 4, 5).Conv(3, new(3) { Begin = [1] }).Softplus().As("b").Divide("b", "b").Conv(2, new(1)));
        book.Add("quotient with features first", Two(4).Dense(4, from: "b", name: "c").Softplus().As("d").Divide("d", "b"));
        book.Add("quotient in one dimension", Of(17, 9).Conv(17, new(3) { Begin = [1] }, name: "a").Softplus().GlobalAvgPool(name: "b").Divide("a", "b"));
        book.Add("functions of a volume", Of(3, 2, 3, 4).Cos().Conv(17, new(2)).Sin().Conv(3, new(1)).Exp());
        return book;
    }

    // b is positive.
    private static DeclaredNetwork Two(int channels) =>
        Of(3, 4, 5).Conv(channels, new(1), name: "a").Conv(channels, new(3) { Begin = [1] }, from: Input).Softplus().As("b");
}
