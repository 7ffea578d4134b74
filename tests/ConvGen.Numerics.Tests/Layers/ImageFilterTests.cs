using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Filters whose taps are written down here as the literature has them.</summary>
public class ImageFilterTests
{
    private static readonly double[] SobelHorizontal = [-1, -2, -1, 0, 0, 0, 1, 2, 1];
    private static readonly double[] SobelVertical = [-1, 0, 1, -2, 0, 2, -1, 0, 1];
    private static readonly double[] Laplacian = [0, 1, 0, 1, -4, 1, 0, 1, 0];
    private static readonly double[] Sharpen = [0, -1, 0, -1, 5, -1, 0, -1, 0];
    private static readonly WindowSettings Padded3 = new(3) { Begin = [1] };
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    /// <summary>A map that grows by one from row to row: eight by Sobel's weights along the height, nothing along the width.</summary>
    [Theory]
    [InlineData("17 channels, SobelHorizontal", 8)]
    [InlineData("17 channels, SobelVertical", 0)]
    public void SobelsFiltersTellDirections(string name, float want)
    {
        float[] input = [.. Enumerable.Range(0, 17 * 9).Select(i => (float)(i % 9 / 3))];
        float[] output = new float[17];
        using INetwork network = Book.Create(name, new NetworkOptions());
        network.Forward(input, output);
        Assert.All(output, value => Assert.Equal(want, value));
    }

    private static CaseBook Fill()
    {
        CaseBook book = new();
        book.Add("17 channels, SobelHorizontal", DeclaredNetwork.Of(17, 3, 3).ImageFilter(FilterKind.SobelHorizontal, new(3), SobelHorizontal));
        book.Add("17 channels, SobelVertical", DeclaredNetwork.Of(17, 3, 3).ImageFilter(FilterKind.SobelVertical, new(3), SobelVertical));
        book.Add("1 channel, planar", DeclaredNetwork.Of(1, 9, 20).ImageFilter(FilterKind.SobelVertical, Padded3, SobelVertical));
        book.Add("Laplacian, strided", DeclaredNetwork.Of(3, 7, 8).ImageFilter(FilterKind.Laplacian, new(3) { Stride = [2], Begin = [1], Rounding = RoundingMode.Floor }, Laplacian));
        book.Add("Laplacian, 1-D", DeclaredNetwork.Of(3, 9).ImageFilter(FilterKind.Laplacian, Padded3, [1, -2, 1]));
        book.Add("Laplacian, 3-D", DeclaredNetwork.Of(2, 3, 4, 5).ImageFilter(
            FilterKind.Laplacian, Padded3, [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1, -6, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]));
        book.Add("Sharpen", DeclaredNetwork.Of(3, 6, 5).ImageFilter(FilterKind.Sharpen, Padded3, Sharpen).Relu());
        book.Add("Sharpen, 1-D", DeclaredNetwork.Of(16, 9).ImageFilter(FilterKind.Sharpen, Padded3, [-1, 3, -1]));
        book.Add("Box, oblong", DeclaredNetwork.Of(18, 6, 7).ImageFilter(FilterKind.Box, new(2, 5), [.. Enumerable.Repeat(0.1, 10)]));
        book.Add("Box, 3-D, dilated", DeclaredNetwork.Of(3, 4, 5, 5).ImageFilter(FilterKind.Box, new(2) { Dilation = [2] }, [.. Enumerable.Repeat(0.125, 8)]));
        book.Add("Gaussian", DeclaredNetwork.Of(3, 8, 9).ImageFilter(FilterKind.Gaussian, new(5) { Begin = [2] }, Bell(5, 0.7, rank: 2), sigma: 0.7));
        book.Add("Gaussian of the usual deviation", DeclaredNetwork.Of(33, 12).ImageFilter(FilterKind.Gaussian, new(4), Bell(4, 0.95, rank: 1)));
        book.Add("Custom", DeclaredNetwork.Of(3, 6, 7).ImageFilter(FilterKind.Custom, new(2, 3), [0.5, -1, 2, 0.25, 3, -0.125]));
        book.Add("between layers", DeclaredNetwork.Of(3, 8, 7).Conv(17, Padded3).ImageFilter(FilterKind.Sharpen, Padded3, Sharpen)
            .BatchNorm().ImageFilter(FilterKind.Gaussian, Padded3, Bell(3, 0.8, rank: 2)).Relu().Conv(4, Padded3));
        book.Add("read beside others", DeclaredNetwork.Of(16, 6, 6).ImageFilter(FilterKind.SobelHorizontal, Padded3, SobelHorizontal, name: "y")
            .ImageFilter(FilterKind.SobelVertical, Padded3, SobelVertical, name: "x", from: "input").Concat("x", "y", "input").Conv(5, new(1)));
        return book;
    }

    private static double[] Bell(int k, double sigma, int rank)
    {
        double[] row = [.. Enumerable.Range(0, k).Select(i => Math.Exp(-Math.Pow(i - (k - 1) / 2.0, 2) / (2 * sigma * sigma)))];
        double[] taps = rank == 1 ? row : [.. from down in row from across in row select down * across];
        double sum = taps.Sum();
        return [.. taps.Select(tap => tap / sum)];
    }
}
