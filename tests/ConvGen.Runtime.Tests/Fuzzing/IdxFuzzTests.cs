using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ConvGen.Runtime.Tests.Data;

namespace ConvGen.Runtime.Tests.Fuzzing;

public class IdxFuzzTests
{
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 3, .. Enumerable.Range(0, 24).Select(i => (byte)i)];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 4, 3, 1, 4, 1];
    private static readonly byte[] Volumes = [0, 0, 8, 4, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, .. new byte[16]];

    [Fact]
    public void DamagedFilesAreRefusedOrHarmless() => new FuzzRun<DataFormatException> { BytesPerByte = 2, Bytes = 20_000 }.Run(
        FuzzRun<DataFormatException>.Count, new Mutator([Images, Labels, Volumes], FitFirstDimension, seed: 2), Read);

    [Fact]
    public void DamagedCompressedFilesAreRefusedOrHarmless() => new FuzzRun<DataFormatException> { BytesPerByte = 4000, Bytes = 100_000 }.Run(
        FuzzRun<DataFormatException>.Count / 20, new Mutator([GzipFile.Of(Images), GzipFile.Of(Labels), GzipFile.Of(new byte[10_000])], null, seed: 3), Read);

    private static void Read(ReadOnlyMemory<byte> file, int number)
    {
        MemoryMarshal.TryGetArray(file, out var bytes);
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count);
        var read = IdxFile.Load(stream, "the file");
        using var other = new MemoryStream(read.Dimensions.Length == 1 ? Images : Labels);
        var (images, labels) = read.Dimensions.Length == 1 ? (IdxFile.Load(other, "images"), read) : (read, IdxFile.Load(other, "labels"));
        var data = IdxDataset.Of(images, labels, 1);
        float[] example = new float[data.ExampleLength];
        data.Read(data.Count - 1, example, new float[1]);
        Assert.Equal(images.Elements[^1], example[^1]);
    }

    private static int FitFirstDimension(Span<byte> file, int grown)
    {
        int header = file.Length < 4 ? 0 : 4 + 4 * file[3];
        if (header is < 8 or > 20 || file.Length < header)
        {
            return file.Length;
        }

        long rest = 1;
        for (int at = 8; at < header; at += 4)
        {
            rest *= BinaryPrimitives.ReadInt32BigEndian(file[at..]);
        }

        if (rest > 0 && rest <= file.Length)
        {
            BinaryPrimitives.WriteInt32BigEndian(file[4..], (int)((file.Length - header) / rest));
        }

        return file.Length;
    }
}
