using System.Buffers.Binary;
using ConvGen.Tests;

namespace ConvGen.Runtime.Tests.Data;

public class IdxDatasetTests
{
    private static readonly byte[] Images = Idx([3, 2, 2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255]);
    private static readonly byte[] Labels = Idx([3], [7, 0, 255]);

    [Fact]
    public void PlainAndCompressedFilesReadTheSame()
    {
        using var folder = new TemporaryFolder();
        var plain = IdxDataset.Load(folder.Write("images", Images), folder.Write("labels", Labels), scale: 2);

        // Told apart by their first bytes, not by their names.
        var packed = IdxDataset.Load(folder.Write("images2", GzipFile.Of(Images)), folder.Write("labels.dat", GzipFile.Of(Labels)), scale: 2);
        Assert.All([plain, packed], data =>
        {
            Assert.Equal((3, 4, 1), (data.Count, data.ExampleLength, data.TargetLength));
            Assert.Equal([2, 2], data.ImageShape);
            float[] example = new float[4];
            float[] target = new float[1];
            data.Read(2, example, target);
            Assert.Equal([16, 18, 20, 510], example);
            Assert.Equal([255], target);
            Assert.Equal(7, data.Label(0));
            Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(3, example, target));
            Assert.Throws<ArgumentOutOfRangeException>(() => data.Label(-1));
        });
    }

    [Fact]
    public void ScaleMakesBytesFractionsUnlessToldOtherwise()
    {
        using var folder = new TemporaryFolder();
        var data = IdxDataset.Load(folder.Write("images", Images), folder.Write("labels", Labels));
        float[] example = new float[4];
        data.Read(2, example, new float[1]);
        Assert.Equal(1, example[3], 1e-6f);
    }

    [Fact]
    public void CounterpartIsFoundWhenOnlyItExists()
    {
        using var folder = new TemporaryFolder();
        folder.Write("images.gz", GzipFile.Of(Images));
        folder.Write("labels", Labels);
        Assert.Equal(3, IdxDataset.Load(folder.File("images"), folder.File("labels.gz")).Count);
        var thrown = Assert.Throws<FileNotFoundException>(() => IdxDataset.Load(folder.File("others"), folder.File("labels")));
        Assert.Contains(folder.File("others.gz"), thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8 }, "ends within the header")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 3 }, "ends within the header")]
    [InlineData(new byte[] { 1, 0, 8, 1, 0, 0, 0, 1, 5 }, "begins with 01000801")]
    [InlineData(new byte[] { 0, 0, 0x0D, 1, 0, 0, 0, 1, 5 }, "begins with 00000D01")]
    [InlineData(new byte[] { 0, 0, 8, 0 }, "begins with 00000800")]
    [InlineData(new byte[] { 0, 0, 8, 5, 0, 0, 0, 1 }, "begins with 00000805")]
    public void DamagedHeaderIsExplained(byte[] file, string message) => AssertRejected(file, message);

    [Fact]
    public void EveryTruncationIsRejected()
    {
        for (int length = 0; length < Images.Length; length++)
        {
            AssertRejected(Images[..length], "");
        }
    }

    [Fact]
    public void TrailingBytesAreRejected() => AssertRejected([.. Images, 0], "");

    [Theory]
    [InlineData(0, 28)]
    [InlineData(3, 0)]
    [InlineData(uint.MaxValue, 1)]
    [InlineData(1, 0x80000000)]
    [InlineData(0x10000, 0x10000)]
    public void AbsurdDimensionsAreRejected(uint count, uint rows) => AssertRejected(IdxHeader([count, rows, 1]), "dimensions must be positive");

    [Fact]
    public void PromisedSizeIsNotAllocated()
    {
        byte[] file = [.. IdxHeader([2_000_000_000, 1]), 1, 2, 3];
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRejected(file, "take 2000000000 bytes after the header, and there are 3");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void DamagedCompressionIsRejected()
    {
        var random = new Random(99);
        byte[] elements = new byte[10_000];
        random.NextBytes(elements);
        byte[] good = GzipFile.Of(Idx([100, 10, 10], elements));
        using var folder = new TemporaryFolder();
        string labels = folder.Write("labels", Idx([100], new byte[100]));
        Assert.Equal(100, IdxDataset.Load(folder.Write("good", good), labels).Count);

        // The checksum catches what the format does not. The first 16 bytes have bits that mean nothing: a date, and padding.
        for (int round = 0; round < 300; round++)
        {
            byte[] bad = [.. good];
            bad[random.Next(16, good.Length)] ^= (byte)(1 << random.Next(8));
            string path = folder.Write("bad", bad);
            Assert.Throws<DataFormatException>(() => IdxDataset.Load(path, labels));
        }

        foreach (int missing in (int[])[1, 3, 4, 7, 8, 9, good.Length / 2])
        {
            Assert.Throws<DataFormatException>(() => IdxDataset.Load(folder.Write("short", good[..^missing]), labels));
        }
    }

    [Fact]
    public void LabelsMustFitTheImages()
    {
        using var folder = new TemporaryFolder();
        string images = folder.Write("images", Images);
        string labels = folder.Write("labels", Labels);
        string two = folder.Write("two", Idx([2], [1, 2]));
        Assert.Contains("3 images", Assert.Throws<DataFormatException>(() => IdxDataset.Load(images, two)).Message, StringComparison.Ordinal);
        Assert.Contains("labels have one", Assert.Throws<DataFormatException>(() => IdxDataset.Load(images, images)).Message, StringComparison.Ordinal);
        Assert.Contains("one dimension", Assert.Throws<DataFormatException>(() => IdxDataset.Load(labels, labels)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RealDigitsAreRead()
    {
        string folder = SharedData.Path("datasets", "mnist");
        var data = IdxDataset.Load(Path.Combine(folder, "t10k-images-idx3-ubyte"), Path.Combine(folder, "t10k-labels-idx1-ubyte"));
        Assert.Equal((10_000, 784), (data.Count, data.ExampleLength));
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], Enumerable.Range(0, 10).Select(data.Label));
    }

    private static void AssertRejected(byte[] file, string message)
    {
        using var folder = new TemporaryFolder();
        string labels = folder.Write("labels", Labels);
        Assert.All([folder.Write("plain", file), folder.Write("packed.gz", GzipFile.Of(file))], path =>
        {
            var thrown = Assert.Throws<DataFormatException>(() => IdxDataset.Load(path, labels));
            Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
            Assert.Contains(path, thrown.Message, StringComparison.Ordinal);
        });
    }

    private static byte[] Idx(uint[] dimensions, byte[] elements) => [.. IdxHeader(dimensions), .. elements];

    private static byte[] IdxHeader(uint[] dimensions)
    {
        byte[] header = new byte[4 + 4 * dimensions.Length];
        header[2] = 8;
        header[3] = (byte)dimensions.Length;
        for (int i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 + 4 * i), dimensions[i]);
        }

        return header;
    }
}
