using ConvGen.Engine;

namespace ConvGen.Runtime.Tests.Data;

public class MixUpDatasetTests
{
    [Fact]
    public void ExamplesAreWeightedMeansAndTargetsTheWeightsOfTheirClasses()
    {
        // Example i is the number 2^i: which two were mixed can be told from the targets.
        MixUpDataset data = new(new InMemoryDataset([1, 2, 4, 8], [0, 1, 2, 3], 1), classes: 5, alpha: 1);
        Assert.Equal((4, 1, 5), (data.Count, data.ExampleLength, data.TargetLength));
        HashSet<int> partners = [];
        for (int epoch = 0; epoch < 100; epoch++)
        {
            data.BeginEpoch(epoch, []);
            float[] example = new float[1];
            float[] target = new float[5];
            data.Read(1, example, target);
            Assert.Equal(1, target.Sum(), 1e-6);
            Assert.Equal(target[0] + 2 * target[1] + 4 * target[2] + 8 * target[3], example[0], 1e-5);
            partners.UnionWith(Enumerable.Range(0, 5).Where(c => target[c] > 0));
        }

        Assert.Equal([0, 1, 2, 3], partners.Order());
    }

    [Fact]
    public void SeedEpochAndIndexDecide()
    {
        ProbeDataset source = new() { Count = 10 };
        float[] Run(int seed, int epoch, bool first)
        {
            MixUpDataset data = new(source, 10, seed: seed);
            data.BeginEpoch(epoch, [3]);
            float[] row = new float[12];
            if (first)
            {
                data.Read(7, row.AsSpan(0, 2), row.AsSpan(2));
            }

            data.Read(3, row.AsSpan(0, 2), row.AsSpan(2));
            return row;
        }

        Assert.Equal(Run(1, 4, true), Run(1, 4, false));
        Assert.NotEqual(Run(1, 4, true), Run(1, 5, true));
        Assert.NotEqual(Run(1, 4, true), Run(2, 4, true));
        Assert.Equal((4, "3"), source.Epochs[0]);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(3)]
    public void SharesHaveTheMomentsOfTheBetaDistribution(double alpha)
    {
        const int Draws = 40_000;
        RandomSource random = new(5);
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        for (int i = 0; i < Draws; i++)
        {
            double distance = MixUpDataset.NextBeta(random, alpha) - 0.5;
            Assert.InRange(distance, -0.5, 0.5);
            sum += distance;
            squares += distance * distance;
            fourths += Math.Pow(distance, 4);
        }

        // Of Beta(α, α): variance 1/(4(2α + 1)), excess kurtosis −6/(2α + 3).
        double variance = 1 / (4 * (2 * alpha + 1));
        Assert.Equal(0, sum / Draws, 0.01);
        Assert.Equal(variance, squares / Draws, 0.003);
        Assert.Equal((3 - 6 / (2 * alpha + 3)) * variance * variance, fourths / Draws, 0.001);
    }

    [Fact]
    public void TinyAlphasLeaveExamplesAlone()
    {
        RandomSource random = new(6);
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.True(MixUpDataset.NextBeta(random, 1e-8) is < 1e-3 or > 0.999));
    }

    [Fact]
    public void WhatDoesNotFitIsRejected()
    {
        InMemoryDataset source = new([1, 2], [0, 3], 1);
        Assert.Throws<ArgumentException>(() => new MixUpDataset(new InMemoryDataset([1, 2], [0, 3], 2, 2), 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MixUpDataset(source, 4, alpha: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MixUpDataset(source, 0));
        MixUpDataset data = new(source, classes: 3);
        Assert.True(data.CanReadConcurrently);
        var wrong = Assert.Throws<DataFormatException>(() => data.Read(1, new float[1], new float[3]));
        Assert.Equal("The target of example 1 is 3; classes are 0 to 2.", wrong.Message);
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        MixUpDataset data = new(new InMemoryDataset(new float[40], new float[20], 2), 3);
        float[] example = new float[2];
        float[] target = new float[3];
        data.Read(0, example, target);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            data.Read(i, example, target);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
