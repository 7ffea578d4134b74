using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Norms and weighted means of windows.</summary>
public class WeightedPoolingTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        (string Name, int[] Input, WindowSettings Window)[] windows =
        [
            ("plain", [17, 6, 8], new(2)),
            ("overlapping", [31, 7, 9], new(3) { Stride = [2] }),
            ("padded", [17, 6, 5], new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Floor }),
            ("padded at one side", [16, 6, 7], new(3, 2) { Stride = [1], Begin = [2, 0], End = [0, 1] }),
            ("SameLower", [3, 7, 6], new(4) { Stride = [3], Padding = PaddingKind.SameLower }),
            ("wide window", [3, 5, 40], new(2, 19) { Stride = [1, 3], Begin = [1, 5], Rounding = RoundingMode.Floor }),
            ("dilated, padded, ceiling", [4, 8, 9], new(3) { Stride = [2], Dilation = [2], Begin = [2], Rounding = RoundingMode.Ceiling }),
            ("1-D", [33, 20], new(5) { Stride = [2], Begin = [2], Rounding = RoundingMode.Ceiling }),
            ("3-D, padded", [5, 3, 4, 5], new(2, 3, 3) { Stride = [1, 2, 2], Begin = [0, 1, 1], Rounding = RoundingMode.Ceiling }),
        ];
        foreach ((string name, int[] input, WindowSettings window) in windows)
        {
            book.Add($"norm, {name}", DeclaredNetwork.Of(input).LpPool(window));
            book.Add($"Gaussian, {name}", DeclaredNetwork.Of(input).WeightedAvgPool(window));
        }

        foreach (double power in new[] { 1, 3, 4, 0.5, 1.5, 2.5, 11 })
            book.Add(FormattableString.Invariant($"norm of power {power}"), DeclaredNetwork.Of(17, 5, 7).LpPool(new(3) { Stride = [2] }, power));
        foreach (double sigma in new[] { 0.4, 3, 50 })
            book.Add(FormattableString.Invariant($"Gaussian of width {sigma}"), DeclaredNetwork.Of(5, 6, 7).WeightedAvgPool(new(3) { Stride = [1], Begin = [1] }, sigma));

        WindowSettings pairs = new(2);
        book.Add("norm of a rectifier's zeros", DeclaredNetwork.Of(3, 8, 8).Conv(17, new(3)).Relu().LpPool(pairs).Conv(5, new(3) { Begin = [1] }));
        book.Add("norms of nothing but zeros", DeclaredNetwork.Of(17, 8, 8).Relu().LpPool(pairs, 3).Dense(3));
        book.Add("Gaussian after a convolution", DeclaredNetwork.Of(3, 9, 9).Conv(17, new(2)).WeightedAvgPool(pairs, 0.5).Dense(3));
        book.Add("planar norms", DeclaredNetwork.Of(1, 12, 40).LpPool(new(2)).LpPool(new(3, 2) { Stride = [1] }, 1.5).Conv(3, new(3)));
        book.Add("planar Gaussians", DeclaredNetwork.Of(1, 12, 40).WeightedAvgPool(new(2)).WeightedAvgPool(new(3, 4) { Stride = [1] }).Conv(3, new(3)));
        return book;
    }
}
