using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using static ConvGen.Numerics.Tests.Declarations.DeclaredNetwork;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Vectors of length 1, over channels and over other axes, and vectors that are too short for it.</summary>
public class LpNormalizeTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach (NormKind norm in Enum.GetValues<NormKind>())
        {
            foreach (int channels in new[] { 1, 3, 15, 17, 33 })
            {
                book.Add($"{norm} of {channels} channels", Of(channels, 5, 7).LpNormalize(norm, 1e-12));
                book.Add(
                    $"{norm} of {channels} channels of a padded map",
                    Of(3, 5, 7).Conv(channels, new(3) { Begin = [1] }, name: "a").LpNormalize(norm, 0).Conv(2, new(3) { Begin = [1] }));
            }

            foreach (int[] axes in new int[][] { [1], [2], [2, 1], [0, 2], [0, 1, 2] })
                book.Add($"{norm} over {string.Join(" and ", axes)}", Of(17, 5, 3).LpNormalize(norm, 1e-12, axes));
            book.Add($"{norm} of features", Of(19).Dense(18).LpNormalize(norm, 1e-12).Dense(3));
            book.Add($"{norm} of a line", Of(5, 9).Conv(17, new(3)).LpNormalize(norm, 1e-12).Conv(3, new(1)));
            book.Add($"{norm} of a volume", Of(3, 2, 3, 4).Conv(17, new(1)).LpNormalize(norm, 0, 0, 3).Conv(2, new(1)));
            book.Add($"{norm} of what others read too", Of(3, 5, 7).Conv(17, new(1), name: "a").LpNormalize(norm, 1e-12).As("b").Add("a", "b"));
            book.Add($"{norm} of what is not zero in empty lanes", Of(3, 5, 6).Conv(17, new(2)).Sigmoid().LpNormalize(norm, 1e-12, 0, 1).LpNormalize(norm, 0, 1).Conv(2, new(2)));
            book.Add($"{norm} below the limit", Of(3, 4, 5).Conv(5, new(1)).LpNormalize(norm, 100));
            book.Add($"{norm} on both sides of the limit", Of(5, 4, 5).LpNormalize(norm, 1.5));
            book.Add($"{norm} of zeros", Of(3, 4, 5).Scale(0.0).LpNormalize(norm, 0));
            book.Add($"{norm} of zeros with a limit", Of(3, 4, 5).Scale(0.0).LpNormalize(norm, 0.5));
            book.Add($"{norm} of a rectifier's zeros", Of(2, 5, 7).Conv(2, new(1)).Relu().LpNormalize(norm, 0));
        }

        return book;
    }
}
