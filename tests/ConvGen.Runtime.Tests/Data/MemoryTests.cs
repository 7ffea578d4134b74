namespace ConvGen.Runtime.Tests.Data;

public class MemoryTests
{
    private const int Overhead = 150_000;

    private static readonly byte[] Idx = [0, 0, 8, 2, 0, 0x10, 0, 1, 0, 0, 0, 3, .. new byte[3 * 0x100001]];
    private static readonly byte[] Cifar = new byte[700 * (1 + 3 * 32 * 32)];
    private static readonly byte[] Wav = WavBytes.Of(1, 8, 1, new byte[3_000_000]);

    [Fact]
    public void LargeFilesTakeWhatIsPromised()
    {
        AssertTakes(1, Idx.Length, () => IdxFile.Load(new MemoryStream(Idx), "plain"));
        AssertTakes(1, Cifar.Length, () => CifarDataset.Load(new MemoryStream(Cifar), "plain", CifarLabels.Ten, 1));
        AssertTakes(4, Wav.Length, () => WavFile.Parse(Wav));

        using var compressedIdx = new MemoryStream(GzipFile.Of(Idx));
        using var compressedCifar = new MemoryStream(GzipFile.Of(Cifar));
        AssertTakes(3, Idx.Length, () => IdxFile.Load(compressedIdx, "compressed"));
        AssertTakes(5, Cifar.Length, () => CifarDataset.Load(compressedCifar, "compressed", CifarLabels.Ten, 1));
    }

    private static void AssertTakes(int bytesPerByte, int length, Action read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        read();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (long)bytesPerByte * length + Overhead);
    }
}
