using System.IO.Compression;
using System.Runtime.InteropServices;

namespace ConvGen.Conformance.Tests;

/// <summary>The labelled samples that the wake word's authors calibrate with: <c>specs.npy</c> [45, 30 steps, 1, 40 mel channels] and <c>labels.npy</c>.</summary>
internal sealed class WakeWordSamples
{
    private const int Channels = 40;
    private const int Steps = 30;

    private readonly double[] _spectra;
    private readonly double[] _labels;

    public WakeWordSamples(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        _spectra = Read(archive, "specs.npy");
        _labels = Read(archive, "labels.npy");
    }

    public int Count => _labels.Length;

    public int Label(int index) => (int)_labels[index];

    /// <summary>A sample as channels of time steps.</summary>
    public void Read(int index, Span<float> example)
    {
        for (int step = 0; step < Steps; step++)
        {
            for (int channel = 0; channel < Channels; channel++)
                example[channel * Steps + step] = (float)_spectra[(index * Steps + step) * Channels + channel];
        }
    }

    // NumPy's format, version 1: a header whose length stands at byte 8, then little-endian doubles.
    private static double[] Read(ZipArchive archive, string name)
    {
        using Stream entry = archive.GetEntry(name)!.Open();
        using MemoryStream bytes = new();
        entry.CopyTo(bytes);
        ReadOnlySpan<byte> all = bytes.ToArray();
        Assert.Equal("NUMPY"u8, all[1..6]);
        return MemoryMarshal.Cast<byte, double>(all[(10 + all[8] + (all[9] << 8))..]).ToArray();
    }
}
