using System.Runtime.InteropServices;
using ConvGen.Runtime.Tests.Data;

namespace ConvGen.Runtime.Tests.Fuzzing;

public class CifarFuzzTests
{
    private const int ImageLength = 3 * 32 * 32;

    [Theory]
    [InlineData(CifarLabels.Ten, 1)]
    [InlineData(CifarLabels.HundredFine, 2)]
    public void DamagedFilesAreRefusedOrHarmless(CifarLabels labels, int labelBytes) => new FuzzRun<DataFormatException> { BytesPerByte = 2, Bytes = 20_000 }.Run(
        FuzzRun<DataFormatException>.Count / 2,
        new Mutator([Images(2, labelBytes), Images(1, labelBytes)], (file, _) => file.Length - file.Length % (labelBytes + ImageLength), seed: 4 + labelBytes),
        Reader(labels));

    [Fact]
    public void DamagedCompressedFilesAreRefusedOrHarmless() => new FuzzRun<DataFormatException> { BytesPerByte = 4000, Bytes = 100_000 }.Run(
        FuzzRun<DataFormatException>.Count / 20, new Mutator([GzipFile.Of(Images(1, 1)), GzipFile.Of(new byte[10 * (1 + ImageLength)])], null, seed: 7), Reader(CifarLabels.Ten));

    private static Action<ReadOnlyMemory<byte>, int> Reader(CifarLabels labels)
    {
        float[] example = new float[ImageLength];
        float[] target = new float[1];
        return (file, _) =>
        {
            MemoryMarshal.TryGetArray(file, out var bytes);
            using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count);
            var data = CifarDataset.Load(stream, "the file", labels, 1);
            for (int i = 0; i < data.Count; i++)
            {
                Assert.InRange(data.Label(i), 0, data.Classes - 1);
            }

            data.Read(data.Count - 1, example, target);
            Assert.Equal(data.Label(data.Count - 1), target[0]);
        };
    }

    private static byte[] Images(int count, int labelBytes)
    {
        byte[] record = new byte[labelBytes + ImageLength];
        new Random(count).NextBytes(record);
        record.AsSpan(0, labelBytes).Fill(9);
        return [.. Enumerable.Repeat(record, count).SelectMany(bytes => bytes)];
    }
}
