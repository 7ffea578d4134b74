using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using static ConvGen.Numerics.Tests.Declarations.DeclaredNetwork;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Reductions over any axes, and axes in another order.</summary>
public class ReductionTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        int[][] choices = [[], [0], [1], [2], [1, 2], [0, 2]];
        foreach (ReductionKind kind in Enum.GetValues<ReductionKind>())
        {
            foreach (int[] axes in choices)
                book.Add($"{kind} over {string.Join(" and ", axes)} of a map", Of(17, 4, 5).Reduce(kind, axes));
            foreach (int channels in new[] { 1, 3, 15, 33 })
            {
                book.Add($"{kind} of {channels} channels", Of(3, 4, 5).Conv(channels, new(3) { Begin = [1] }).Reduce(kind, 0).Conv(2, new(3) { Begin = [1] }));
                book.Add($"{kind} of the maps of {channels} channels", Of(3, 4, 5).Conv(channels, new(3) { Begin = [1] }).Reduce(kind, 2, 1).Conv(2, new(1)));
            }

            book.Add($"{kind} of features", Of(18).Dense(17).Reduce(kind));
            book.Add($"{kind} of a line", Of(5, 9).Conv(17, new(3)).Reduce(kind, 1).Dense(3));
            book.Add($"{kind} of a volume", Of(3, 2, 3, 4).Conv(17, new(1)).Reduce(kind, 1, 3).Conv(2, new(1)));
            book.Add($"{kind} of what others read too", Of(3, 4, 5).Conv(17, new(1), name: "a").Reduce(kind, 1).As("b").Add("a", "b"));
            book.Add($"{kind} of axes of one position", Of(17, 1, 5).Conv(5, new(1)).Reduce(kind, 1));
            book.Add($"{kind} of a padded map", Of(17, 4, 5).Conv(17, new(1), name: "a").Conv(17, new(3) { Begin = [1] }).Add("a", "n2").Reduce(kind, 0, 1));
        }

        book.Add("maximum of a rectifier's zeros", Of(3, 4, 5).Conv(17, new(3) { Begin = [1] }).Relu().Reduce(ReductionKind.Min, 1, 2));
        book.Add("norm of a rectifier's zeros", Of(3, 2, 2).Conv(17, new(2)).Relu().Reduce(ReductionKind.L2, 1, 2));
        book.Add("large exponentials", Of(3, 4, 5).Scale(300.0).Reduce(ReductionKind.LogSumExp, 0));
        foreach (int channels in new[] { 1, 3, 15, 17, 33 })
        {
            foreach (int[] axes in new int[][] { [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0], [0, 1, 2] })
                book.Add($"axes {string.Join(", ", axes)} of {channels} channels", Of(channels, 4, 5).Permute(axes));
        }

        book.Add("axes of a padded map", Of(3, 4, 5).Conv(17, new(3) { Begin = [1] }, name: "a").Permute(2, 0, 1).Conv(3, new(3) { Begin = [1] }));
        book.Add("axes there and back", Of(3, 4, 5).Conv(17, new(1), name: "a").Permute(2, 0, 1).Relu().Permute(1, 2, 0).As("b").Add("a", "b"));
        book.Add("axes of a line", Of(17, 9).Conv(5, new(3)).Permute(1, 0).Conv(3, new(1)));
        book.Add("axes of a volume", Of(3, 2, 3, 4).Conv(17, new(1)).Permute(3, 0, 2, 1).Conv(3, new(1)));
        book.Add("one axis", Of(17).Permute(0).Dense(3));
        book.Add("a detection head in one", Of(3, 4, 5).Conv(18, new(3) { Begin = [1] }).Permute([0, 2, 1], [3, 6, 20], [60, 6]).Sigmoid());
        book.Add("windows of a map", Of(3, 4, 6).Conv(17, new(3) { Begin = [1] }).Permute([1, 3, 2, 4, 0], [17, 2, 2, 2, 3], [4, 6, 17]).Conv(3, new(1)));
        book.Add("six axes", Of(12, 4, 6).Conv(12, new(1)).Permute([5, 2, 0, 4, 1, 3], [3, 4, 2, 2, 3, 2], [4, 9, 8]).Conv(3, new(3) { Begin = [1] }));
        book.Add("eight axes of a volume", Of(18, 2, 4, 4).Permute([7, 2, 0, 4, 6, 1, 5, 3], [2, 3, 3, 2, 2, 2, 2, 2], [4, 3, 4, 12]).Conv(2, new(1)));
        book.Add("parts across the ends of axes", Of(5, 6, 4).Conv(6, new(1)).Permute([1, 0, 2], [9, 8, 2], [16, 9]).Conv(17, new(1)));
        book.Add("parts of features across the ends of axes", Of(24).Dense(24).Permute([1, 0], [4, 6], [8, 3]).Conv(5, new(1)));
        book.Add("parts across the ends that become features", Of(6, 4).Conv(6, new(1)).Permute([1, 0], [8, 3], [24]).Dense(5));
        book.Add("there and back by parts", Of(3, 4, 5).Conv(17, new(1), name: "a").Permute([1, 0], [34, 10], [10, 34]).Permute([1, 0], [10, 34], [17, 4, 5]).As("b").Add("a", "b"));
        book.Add("a part of one channel", Of(1, 6).Permute([1, 0, 2], [1, 2, 3], [2, 1, 3]).Conv(3, new(1)));
        book.Add("a detection head", Of(3, 4, 4).Conv(18, new(3) { Begin = [1] }).Reshape([3, 6, 16]).Permute(0, 2, 1).Reshape([48, 6]).Sigmoid());
        return book;
    }
}
