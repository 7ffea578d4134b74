namespace ConvGen.Runtime.Tests.Training;

/// <summary>Sums of many numbers, which a running float would lose digits of: 16 million times 0.1 would be 1.7 instead of 1.6 million.</summary>
public class LongSumTests
{
    private const int Many = 1 << 22;
    private const double Digits = 2e-7; // a float's last

    public static TheoryData<Loss, double> Values => new()
    {
        { Loss.MeanSquaredError, (double)0.1f * 0.1f },
        { Loss.MeanAbsoluteError, 0.1f },
        { Loss.Huber, (double)0.1f * 0.1f / 2 },
        { new SmoothL1Loss(), (double)0.1f * 0.1f / 2 },
        { Loss.BinaryCrossEntropy, Math.Log(1 + Math.Exp(0.1f)) },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void MeansOfValuesAreThoseOfOne(Loss loss, double expected)
    {
        float[] outputs = new float[Many];
        Array.Fill(outputs, 0.1f);
        float mean = loss.Evaluate(outputs, new float[Many], 1, new FeatureLayout(1, Many), default);
        Assert.Equal(expected, mean, expected * Digits);
    }

    [Fact]
    public void MeansOfClassesAreThoseOfOne()
    {
        float[] outputs = new float[2 * Many];
        Array.Fill(outputs, 0.1f, 0, Many);
        double expected = Math.Log(1 + Math.Exp(0.1f)) - 0.1f;
        foreach (float weight in (float[])[1, 0.1f])
        {
            var loss = new CrossEntropyLoss(classWeights: [weight, 1]);
            Assert.Equal(expected, loss.Evaluate(outputs, new float[Many], 1, new FeatureLayout(2, Many), default), expected * Digits);
        }
    }

    [Fact]
    public void MeansOfMinibatchesAreThoseOfOne()
    {
        var mean = new LossMean(Loss.MeanSquaredError, new FeatureLayout(1, 1));
        for (int i = 0; i < Many; i++)
        {
            mean.Add(0.1f, [0], 1);
        }

        Assert.Equal(0.1f, mean.Value, 0.1 * Digits);
    }

    [Fact]
    public void LengthsOfGradientsAreExact()
    {
        float[] gradients = new float[Many];
        Array.Fill(gradients, 0.1f);
        double expected = (double)0.1f * 0.1f * Many;
        Assert.Equal(expected, GradientLength.SumOfSquares(gradients), expected * Digits);
    }

    [Fact]
    public void CodewordsAreTheMeans()
    {
        float[] vectors = new float[Many / 4];
        Array.Fill(vectors, 10000.1f);
        Assert.Equal([10000.1f], KMeans.Fit(vectors, 1, 1, 0));
    }

    [Fact]
    public void WindowsOfLossesAreTheMeans()
    {
        var plateau = new LossPlateau(Many / 4, 0);
        for (int i = 0; i < Many / 4; i++)
        {
            plateau.Add(0.1f);
        }

        Assert.Equal(0.1f, plateau.RecentLoss, 0.1 * Digits);
    }
}
