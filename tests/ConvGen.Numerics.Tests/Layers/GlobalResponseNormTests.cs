using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using static ConvGen.Numerics.Tests.Declarations.DeclaredNetwork;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Global response normalisation, of maps of every rank and of maps of zeros.</summary>
public class GlobalResponseNormTests
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
            book.Add($"{channels} channels", Of(channels, 5, 7).GlobalResponseNorm());
            book.Add(
                $"{channels} channels of a padded map",
                Of(3, 5, 7).Conv(channels, new(3) { Begin = [1] }, name: "a").GlobalResponseNorm(0.1).Conv(2, new(3) { Begin = [1] }));
        }

        book.Add("a line", Of(5, 9).Conv(17, new(3)).GlobalResponseNorm().Conv(3, new(1)));
        book.Add("a volume", Of(3, 2, 3, 4).Conv(17, new(1)).GlobalResponseNorm().Conv(2, new(1)));
        book.Add("one position", Of(18, 1, 1).GlobalResponseNorm());
        book.Add("what others read too", Of(3, 4, 5).Conv(17, new(1), name: "a").GlobalResponseNorm().Add("a", "n2"));
        book.Add("what is not zero in empty lanes", Of(3, 5, 6).Conv(17, new(2)).Sigmoid().GlobalResponseNorm().Sigmoid().GlobalResponseNorm().Conv(2, new(2)));
        book.Add("maps of zeros", Of(3, 4, 5).Scale(0.0).GlobalResponseNorm(0.5));
        book.Add("a map of zeros beside others", Of(3, 4, 5).Scale(1.0, 0.0, 2.0).GlobalResponseNorm());
        return book;
    }
}
