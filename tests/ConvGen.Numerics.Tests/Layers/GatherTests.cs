using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using static ConvGen.Numerics.Tests.Declarations.DeclaredNetwork;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Positions along any axis, in any order, left out and repeated.</summary>
public class GatherTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach (int channels in new[] { 1, 3, 15, 17, 33 })
        {
            int[] backwards = [.. Enumerable.Range(1, channels).Select(i => -i)];
            int[] repeated = [.. Enumerable.Range(0, channels + 2).Select(i => i * i % channels)];
            book.Add($"backwards, {channels} channels", Of(channels, 3, 5).Gather(0, backwards));
            book.Add($"some repeatedly, {channels} channels", Of(channels, 3, 5).Gather(0, repeated));
            book.Add(
                $"of a padded map, {channels} channels",
                Of(3, 3, 5).Conv(channels, new(3) { Begin = [1] }, name: "a").Gather(0, repeated).Conv(2, new(3) { Begin = [1] }));
        }

        book.Add("one of many", Of(33, 3, 5).Gather(0, -2));
        book.Add("one many times", Of(3, 3, 5).Conv(3, new(1)).Gather(0, [.. Enumerable.Repeat(1, 35)]));
        book.Add("many, of many", Of(70, 2, 3).Gather(0, [.. Enumerable.Range(0, 150).Select(i => i * 37 % 70)]));
        book.Add("rows", Of(17, 5, 3).Gather(1, 4, 0, 0, -2));
        book.Add("columns", Of(17, 3, 5).Conv(17, new(1)).Gather(2, 1, -1, 1, 3, 1, 0).Conv(2, new(2)));
        book.Add("many columns in no order", Of(3, 2, 50).Conv(17, new(1)).Gather(2, [.. Enumerable.Range(0, 120).Select(i => i * i * 7 % 50)]));
        book.Add("columns of which many are left out", Of(3, 2, 90).Conv(3, new(1)).Gather(2, [.. Enumerable.Range(0, 40).Select(i => i * i % 89)]));
        book.Add("features", Of(12).Dense(20).Gather(0, 19, 3, 3, -20).Dense(3));
        book.Add("a line", Of(5, 9).Conv(17, new(3)).Gather(1, 6, 5, 4, 3, 2, 1, 0).Conv(3, new(1)));
        book.Add("planes of a volume", Of(3, 4, 3, 2).Conv(17, new(1)).Gather(1, 3, 1, 1).Conv(2, new(1)));
        book.Add("what others read too", Of(3, 4, 5).Conv(17, new(1), name: "a").Gather(0, [.. Enumerable.Range(0, 17).Select(i => i * 5 % 17)]).As("b").Add("a", "b"));
        book.Add("rows of what others read too", Of(3, 4, 5).Conv(17, new(1), name: "a").Gather(1, 3, 3, 0, 0).As("b").Add("a", "b"));
        book.Add("in turn", Of(6, 4, 5).Gather(2, 4, 0).Gather(0, 5, 5, 1).Gather(1, 0, 0, 3));
        return book;
    }
}
