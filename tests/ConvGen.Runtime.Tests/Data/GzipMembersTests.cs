using System.Buffers.Binary;

namespace ConvGen.Runtime.Tests.Data;

public class GzipMembersTests
{
    // What bgzip ends its files with: an extra field, and nothing in it.
    private static readonly byte[] EndOfBgzip = Convert.FromHexString("1F8B08040000000000FF0600424302001B0003000000000000000000");

    private static readonly byte[] First = Random(1, 100_000);
    private static readonly byte[] Second = new byte[70_000];
    private static readonly byte[] Third = Random(3, 11);

    public static TheoryData<byte[], byte[]> Files => new()
    {
        { GzipFile.Of(First), First },
        { [.. GzipFile.Of(First), .. GzipFile.Of(Second), .. GzipFile.Of(Third)], [.. First, .. Second, .. Third] },
        { [.. GzipFile.Of(Third), .. GzipFile.Of([]), .. GzipFile.Of(First)], [.. Third, .. First] },
        { [.. GzipFile.Of(First), .. new byte[10_000]], First },
        { [.. GzipFile.Of(Third), .. new byte[1], .. GzipFile.Of(Second), .. new byte[511]], [.. Third, .. Second] },
        { [.. GzipFile.Of(Second), .. EndOfBgzip], Second },
        { [.. EndOfBgzip, .. GzipFile.Of(Second)], Second },
        { [.. EndOfBgzip, .. EndOfBgzip, .. new byte[5]], [] },
        { WithHeader(GzipFile.Of(Third)), Third },
        { [.. Enumerable.Range(0, 300).SelectMany(i => GzipFile.Of([(byte)i]))], [.. Enumerable.Range(0, 300).Select(i => (byte)i)] },
    };

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void MembersFollowEachOther(byte[] file, byte[] content)
    {
        foreach (int piece in (int[])[1 << 20, 4096, 7])
        {
            using var members = new GzipMembers(new MemoryStream(file));
            using var read = new MemoryStream();
            byte[] buffer = new byte[piece];
            for (int got = members.Read(buffer); got > 0; got = members.Read(buffer))
            {
                read.Write(buffer, 0, got);
            }

            Assert.Equal(content, read.ToArray());
        }
    }

    [Fact]
    public void EveryTruncationAndEveryWrongByteOfATrailerIsFound()
    {
        byte[] file = [.. GzipFile.Of(Third), .. GzipFile.Of(First)];
        int boundary = GzipFile.Of(Third).Length;
        foreach (int length in (int[])[1, 9, 10, boundary - 1, boundary + 1, boundary + 5, boundary + 10, file.Length / 2, file.Length - 9, file.Length - 8, file.Length - 1])
        {
            Damaged(file[..length]);
        }

        foreach (int place in (int[])[boundary - 1, boundary - 8, boundary, boundary + 1, file.Length - 1, file.Length - 8])
        {
            byte[] bad = [.. file];
            bad[place] ^= 4;
            Damaged(bad);
        }

        Damaged([.. file, 1]);
        Damaged([.. file, 0, 0, 1, 0]);
    }

    [Fact]
    public void DataSetsTakeThem()
    {
        using var folder = new TemporaryFolder();
        byte[] images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 20, 30, 40];
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, 2, 5, 6];
        var digits = IdxDataset.Load(
            folder.Write("images.gz", [.. GzipFile.Of(images[..9]), .. GzipFile.Of(images[9..]), .. new byte[100]]),
            folder.Write("labels.gz", [.. GzipFile.Of(labels), .. EndOfBgzip]),
            scale: 1);
        float[] example = new float[2];
        float[] target = new float[1];
        digits.Read(1, example, target);
        Assert.Equal([30, 40, 6], [.. example, .. target]);

        byte[] record = [7, .. Random(4, 3072)];
        var pictures = CifarDataset.Load([folder.Write("batch.bin", [.. GzipFile.Of(record), .. GzipFile.Of(record)])]);
        Assert.Equal((2, 7), (pictures.Count, pictures.Label(1)));
    }

    private static void Damaged(byte[] file) => Assert.Throws<InvalidDataException>(() => new GzipMembers(new MemoryStream(file)).CopyTo(Stream.Null));

    /// <summary>The same file with everything that a header may have: extra bytes, a name, a comment and a checksum of its own.</summary>
    private static byte[] WithHeader(byte[] file)
    {
        byte[] extra = new byte[2 + 300];
        BinaryPrimitives.WriteUInt16LittleEndian(extra, 300);
        return [.. file.AsSpan(0, 3), 2 | 4 | 8 | 16, .. file.AsSpan(4, 6), .. extra, .. "name"u8, 0, .. "comment"u8, 0, 1, 2, .. file.AsSpan(10)];
    }

    private static byte[] Random(int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
