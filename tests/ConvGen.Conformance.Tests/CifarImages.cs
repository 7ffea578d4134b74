using System.IO.Compression;

namespace ConvGen.Conformance.Tests;

/// <summary>Images of CIFAR-10's binary format, gzip: a label byte, then 3×32×32 bytes, planar RGB.</summary>
internal sealed class CifarImages
{
    private const int Pixels = 32 * 32;
    private const int ImageLength = 3 * Pixels;

    // Mean and standard deviation of each colour over ImageNet, which the published network was trained with.
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviation = [0.229f, 0.224f, 0.225f];

    private readonly byte[] _bytes;

    private CifarImages(byte[] bytes) => _bytes = bytes;

    public int Count => _bytes.Length / (1 + ImageLength);

    public static CifarImages Load(string path)
    {
        using GZipStream unpacked = new(File.OpenRead(path), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        unpacked.CopyTo(bytes);
        Assert.Equal(0, bytes.Length % (1 + ImageLength));
        return new(bytes.ToArray());
    }

    public int Label(int index) => _bytes[index * (1 + ImageLength)];

    /// <summary>An image as the network reads it: 3×32×32, normalised.</summary>
    public void Read(int index, Span<float> image)
    {
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(index * (1 + ImageLength) + 1, ImageLength);
        for (int i = 0; i < ImageLength; i++)
            image[i] = (bytes[i] / 255f - Mean[i / Pixels]) / Deviation[i / Pixels];
    }
}
