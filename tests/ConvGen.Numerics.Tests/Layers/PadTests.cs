using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using static ConvGen.Numerics.Tests.Declarations.DeclaredNetwork;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Padding by every mode, alone and between other layers.</summary>
public class PadTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach (PadMode mode in Enum.GetValues<PadMode>())
        {
            book.Add($"{mode}, 1-D", Of(17, 9).Pad([3], [2], mode));
            book.Add($"{mode}, 2-D", Of(3, 5, 7).Pad([2, 4], [3, 0], mode));
            book.Add($"{mode}, 3-D", Of(33, 3, 4, 5).Pad([1, 0, 2], [2, 3, 1], mode));
            book.Add($"{mode}, cut at one side", Of(16, 6, 8).Pad([-2, 3], [1, -3], mode));
            book.Add($"{mode} between convolutions", Of(3, 6, 5).Conv(17, new(3) { Begin = [1] }).Relu().Pad([2], mode: mode).Conv(5, new(5)));
        }

        book.Add("a value", Of(15, 4, 5).Pad([1, 2], value: 1.5));
        book.Add("a value on one column", Of(1, 4, 1).Pad([0, 2], [1, 0], value: -0.25).Conv(2, new(2)));
        book.Add("cut on every side", Of(17, 6, 7).Pad([-1]));
        book.Add("cut to one position", Of(5, 6, 7).Pad([-5, -2], [0, -4]));
        book.Add("nothing but the value", Of(4, 3, 4).Pad([-3, 1], [1, 1], value: 2).Conv(3, new(1)));
        book.Add("nothing", Of(17, 4, 4).Pad([0]));
        book.Add("nothing between layers", Of(3, 4, 4).Conv(17, new(3)).Pad([0]).Relu().Dense(3));
        book.Add("round and round", Of(2, 2, 3).Pad([5, 7], mode: PadMode.Circular));
        book.Add("of a value with a border, read by others", Of(3, 5, 6).Conv(17, new(1), name: "a").Conv(17, new(3) { Begin = [1] }, name: "b")
            .Pad([1], [-1], PadMode.Reflect, from: "a", name: "c").Add("b", "c").Relu());
        book.Add("part of a concatenation", Of(3, 4, 4).Conv(16, new(3), name: "a").Pad([1], mode: PadMode.Replicate, name: "b")
            .Conv(7, new(1), from: "input", name: "c").Concat("b", "c").Conv(3, new(3) { Begin = [1] }));
        return book;
    }
}
