using ConvGen.Tests;

namespace ConvGen.Runtime.Tests.Data;

public class CifarDatasetTests
{
    private const int ImageLength = 3 * 32 * 32;

    [Fact]
    public void FilesFollowEachOther()
    {
        using var folder = new TemporaryFolder();
        string first = folder.Write("a.bin", [.. Record([3], 10), .. Record([9], 20)]);
        string second = folder.Write("b.bin.gz", GzipFile.Of(Record([0], 30)));
        var data = CifarDataset.Load([first, second[..^3]], scale: 2);
        Assert.Equal((3, ImageLength, 1, 10), (data.Count, data.ExampleLength, data.TargetLength, data.Classes));
        Assert.Equal([3, 9, 0], Enumerable.Range(0, 3).Select(data.Label));
        float[] example = new float[ImageLength];
        float[] target = new float[1];
        for (int i = 0; i < 3; i++)
        {
            data.Read(i, example, target);
            Assert.Equal(data.Label(i), target[0]);
            Assert.Equal([.. Pixels(10 * (i + 1)).Select(pixel => 2f * pixel)], example);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => data.Label(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(-1, example, target));
    }

    [Theory]
    [InlineData(CifarLabels.HundredFine, 77, 100)]
    [InlineData(CifarLabels.HundredCoarse, 19, 20)]
    public void HundredClassesHaveTwoLabels(CifarLabels labels, int expected, int classes)
    {
        using var folder = new TemporaryFolder();
        var data = CifarDataset.Load([folder.Write("train.bin", Record([19, 77], 1))], labels);
        Assert.Equal((1, classes, expected), (data.Count, data.Classes, data.Label(0)));
        float[] example = new float[ImageLength];
        data.Read(0, example, new float[1]);
        Assert.Equal(Pixels(1)[5] / 255f, example[5], 1e-6f);
    }

    [Fact]
    public void RealFilesHaveTheirImages()
    {
        var data = CifarDataset.Load([SharedData.Path("datasets", "cifar10", "exact_test_1000.bin.gz")]);
        Assert.Equal(1000, data.Count);
        Assert.Equal([3, 8, 8, 0, 6], Enumerable.Range(0, 5).Select(data.Label)); // cat, ship, ship, plane, frog
    }

    [Fact]
    public void DamagedFilesAreExplained()
    {
        using var folder = new TemporaryFolder();
        byte[] good = Record([3], 1);
        void Rejects(byte[] bytes, string message, CifarLabels labels = CifarLabels.Ten)
        {
            string path = folder.Write("data.bin", bytes);
            var thrown = Assert.Throws<DataFormatException>(() => CifarDataset.Load([path], labels));
            Assert.StartsWith(path, thrown.Message, StringComparison.Ordinal);
            Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
        }

        Rejects([], "has 0 bytes, which is no positive multiple of 3073");
        Rejects(good[..^1], "has 3072 bytes, which is no positive multiple of 3073: 1 of labels and 3072 of pixels");
        Rejects(good, "no positive multiple of 3074", CifarLabels.HundredFine);
        Rejects([.. good, .. Record([10], 1)], "the label of image 1 is 10; there are 10 classes");
        Rejects(GzipFile.Of(good)[..^6], "");
        byte[] damaged = GzipFile.Of(good);
        damaged[^6] ^= 0xFF;
        Rejects(damaged, "");
        Assert.Throws<FileNotFoundException>(() => CifarDataset.Load([folder.File("none.bin")]));
        Assert.Throws<ArgumentException>(() => CifarDataset.Load([]));
        Assert.Equal("paths", Assert.Throws<ArgumentException>(() => CifarDataset.Load([null!])).ParamName);
        Assert.Equal("paths", Assert.Throws<ArgumentNullException>(() => CifarDataset.Load(null!)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => CifarDataset.Load([], (CifarLabels)5));
    }

    private static byte[] Record(byte[] labels, int start) => [.. labels, .. Pixels(start)];

    private static byte[] Pixels(int start) => [.. Enumerable.Range(0, ImageLength).Select(i => (byte)(start + 7 * i))];
}
