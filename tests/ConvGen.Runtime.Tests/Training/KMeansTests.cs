namespace ConvGen.Runtime.Tests.Training;

public class KMeansTests
{
    private static readonly (float X, float Y)[] Centres = [(0, 0), (10, 0), (0, 10), (-8, -9)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void FindsTheMeansOfGroupsThatLieApart(int seed)
    {
        float[] codewords = KMeans.Fit(Groups(), 2, Centres.Length, seed);
        foreach ((float x, float y) in Centres)
        {
            Assert.Contains(
                Enumerable.Range(0, Centres.Length),
                i => Math.Abs(codewords[2 * i] - x) < 1e-5 && Math.Abs(codewords[(2 * i) + 1] - y) < 1e-5);
        }
    }

    [Fact]
    public void IsTheSameForTheSameSeed() => Assert.Equal(KMeans.Fit(Groups(), 2, 7, 5), KMeans.Fit(Groups(), 2, 7, 5));

    [Fact]
    public void OneClusterIsTheMean() => Assert.Equal([2f, 3f], KMeans.Fit([1, 2, 3, 4], 2, 1, 0));

    [Fact]
    public void AsManyClustersAsDifferentVectorsAreThese()
    {
        float[] codewords = KMeans.Fit([5, 1, 5, 9, 1], 1, 3, 0);
        Assert.Equal([1f, 5f, 9f], codewords.Order());
    }

    [Fact]
    public void MoreClustersThanDifferentVectorsStayAmongThem() => Assert.All(KMeans.Fit([4, 4, 4, 6], 1, 3, 0), word => Assert.True(word is 4 or 6));

    /// <summary>Two examples of two channels and three positions: channel after channel.</summary>
    [Fact]
    public void MapsAreTakenPositionByPosition()
    {
        float[] maps = [1, 2, 3, 10, 20, 30, 4, 5, 6, 40, 50, 60];
        float[] vectors = [1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60];
        Assert.Equal(KMeans.Fit(vectors, 2, 2, 3), KMeans.FitMaps(maps, 2, 3, 2, 3));
    }

    [Fact]
    public void SaysWhatIsWrong()
    {
        Assert.StartsWith("5 numbers are no whole vectors of 2.", Assert.Throws<ArgumentException>(() => KMeans.Fit(new float[5], 2, 1, 0)).Message, StringComparison.Ordinal);
        Assert.StartsWith("2 vectors are fewer than 3 clusters.", Assert.Throws<ArgumentException>(() => KMeans.Fit(new float[4], 2, 3, 0)).Message, StringComparison.Ordinal);
        Assert.StartsWith("5 numbers are no whole maps of 6.", Assert.Throws<ArgumentException>(() => KMeans.FitMaps(new float[5], 2, 3, 1, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => KMeans.Fit(new float[4], 0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => KMeans.Fit(new float[4], 2, 0, 0));
    }

    // Four points around each centre, as far from it on every side.
    private static float[] Groups() =>
    [
        .. Centres.SelectMany(centre => new[] { centre.X + 1, centre.Y, centre.X - 1, centre.Y, centre.X, centre.Y + 1, centre.X, centre.Y - 1 }),
    ];
}
