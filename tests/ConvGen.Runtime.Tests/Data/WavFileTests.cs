using System.Buffers.Binary;

namespace ConvGen.Runtime.Tests.Data;

public class WavFileTests
{
    [Theory]
    [InlineData(8, new byte[] { 0, 128, 255 }, new[] { -1f, 0, 127 / 128f })]
    [InlineData(16, new byte[] { 0, 0x80, 0, 0, 0xFF, 0x7F }, new[] { -1f, 0, 32767 / 32768f })]
    [InlineData(24, new byte[] { 0, 0, 0x80, 0xFF, 0xFF, 0xFF, 0, 0, 0x40 }, new[] { -1f, -1 / 8388608f, 0.5f })]
    [InlineData(32, new byte[] { 0, 0, 0, 0x80, 0, 0, 0, 0xC0, 0, 0, 0, 0x20 }, new[] { -1f, -0.5f, 0.25f })]
    public void WholeNumbersBecomeFractions(int bits, byte[] data, float[] expected)
    {
        var sound = WavFile.Parse(WavBytes.Of(1, bits, 1, data));
        Assert.Equal((1, 8000, 3), (sound.Channels, sound.SampleRate, sound.Length));
        Assert.Equal(expected, sound.Samples.ToArray());
    }

    [Fact]
    public void FloatsAreTakenAsTheyAre()
    {
        byte[] data = [.. new[] { 0.5f, -1.25f }.SelectMany(BitConverter.GetBytes)];
        Assert.Equal([0.5f, -1.25f], WavFile.Parse(WavBytes.Of(3, 32, 1, data)).Samples.ToArray());
    }

    [Fact]
    public void ChannelsAreTakenApart()
    {
        var sound = WavFile.Parse(WavBytes.Of(1, 8, 2, [128, 0, 192, 64, 255, 128]));
        Assert.Equal((2, 3), (sound.Channels, sound.Length));
        Assert.Equal([0, 0.5f, 127 / 128f, -1, -0.5f, 0], sound.Samples.ToArray());
        Assert.Equal([-1, -0.5f, 0], sound.Channel(1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => sound.Channel(2).ToArray());
    }

    [Fact]
    public void ExtensibleFormatsSayTheirOwnInside()
    {
        byte[] format = new byte[40];
        WavBytes.Format(1, 16, 1).CopyTo(format, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(format, 0xFFFE);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(24), 1);
        Assert.Equal([0.5f], WavFile.Parse(WavBytes.Riff(WavBytes.Chunk("fmt ", format), WavBytes.Chunk("data", [0, 0x40]))).Samples.ToArray());
    }

    [Fact]
    public void OtherPartsAreSkippedAlsoWhenTheyAreOdd()
    {
        byte[] file = WavBytes.Riff(
            WavBytes.Chunk("LIST", [1, 2, 3]),
            WavBytes.Chunk("fmt ", WavBytes.Format(1, 8, 1)),
            WavBytes.Chunk("fact", [9]),
            WavBytes.Chunk("data", [255]),
            WavBytes.Chunk("id3 ", [1]));
        Assert.Equal([127 / 128f], WavFile.Parse(file).Samples.ToArray());
    }

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    [InlineData(0u, uint.MaxValue)]
    [InlineData(uint.MaxValue, 0u)]
    [InlineData(40u, 0u)]
    [InlineData(40u, uint.MaxValue)]
    public void WhatWasWrittenToAStreamIsReadToTheEnd(uint riffLength, uint dataLength)
    {
        byte[] file = WavBytes.Of(1, 16, 2, [0, 0x40, 0, 0x20, 0, 0xC0, 0, 0xE0]);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), riffLength);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(40), dataLength);
        Assert.Equal([0.5f, -0.5f, 0.25f, -0.25f], WavFile.Parse(file).Samples.ToArray());

        // Stopped within a sample.
        Assert.Equal([0.5f, 0.25f], WavFile.Parse(file.AsSpan(0, file.Length - 1)).Samples.ToArray());
    }

    [Fact]
    public void NothingToHearIsNoSound()
    {
        byte[] format = WavBytes.Chunk("fmt ", WavBytes.Format(1, 16, 1));
        Rejects(WavBytes.Riff(format, WavBytes.Chunk("data", [])), "has no samples: the part for them is empty.");
        Rejects(WavBytes.Riff(format, WavBytes.Chunk("data", []), WavBytes.Chunk("LIST", [1, 2, 3])), "has no samples: the part for them is empty.");
        byte[] endless = WavBytes.Riff(format, WavBytes.Chunk("data", []));
        BinaryPrimitives.WriteUInt32LittleEndian(endless.AsSpan(40), uint.MaxValue);
        Rejects(endless, "has no samples: the part for them is empty.");
    }

    [Fact]
    public void LongFilesSayTheirLengthElsewhere()
    {
        byte[] lengths = new byte[28];
        BinaryPrimitives.WriteInt64LittleEndian(lengths.AsSpan(8), 4);
        byte[] data = WavBytes.Chunk("data", [0, 0x40, 0, 0x20]);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(4), uint.MaxValue);
        byte[] file = WavBytes.Riff(
            WavBytes.Chunk("ds64", lengths), WavBytes.Chunk("fmt ", WavBytes.Format(1, 16, 1)), data, WavBytes.Chunk("LIST", [1, 2]));
        "RF64"u8.CopyTo(file);
        Assert.Equal([0.5f, 0.25f], WavFile.Parse(file).Samples.ToArray());
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(12 + 8 + 8), 1L << 40);
        Rejects(file, "is truncated: a part of 1099511627776 bytes");
    }

    [Fact]
    public void FilesAreReadAndNamed()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(1, WavFile.Load(folder.Write("good.wav", WavBytes.Of(1, 8, 1, [128]))).Length);
        string bad = folder.Write("bad.wav", [1, 2, 3]);
        Assert.StartsWith($"{bad} is no WAV file", Assert.Throws<DataFormatException>(() => WavFile.Load(bad)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamageIsExplained()
    {
        byte[] good = WavBytes.Of(1, 16, 2, new byte[8]);
        Rejects([], "is no WAV file");
        Rejects("RIFX----WAVE"u8.ToArray(), "is no WAV file");
        Rejects(WavBytes.Riff(), "has no samples");
        Rejects(WavBytes.Riff(WavBytes.Chunk("fmt ", WavBytes.Format(1, 16, 1))), "has no samples");
        Rejects(WavBytes.Riff(WavBytes.Chunk("data", [1, 2])), "has samples before it says what they are");
        Rejects(good[..^1], "is truncated: a part of 8 bytes begins at byte 44, and the file has 51 bytes");
        Rejects(WavBytes.Riff(WavBytes.Chunk("fmt ", new byte[10])), "its format takes 16 bytes, and there are 10");
        Rejects(WavBytes.Of(7, 8, 1, [0]), "has 8 bits in format 7");
        Rejects(WavBytes.Of(1, 12, 1, [0]), "has 12 bits in format 1");
        Rejects(WavBytes.Of(3, 64, 1, new byte[8]), "has 64 bits in format 3");
        Rejects(WavBytes.Of(1, 16, 0, []), "0 channels of 16 bits in 0 bytes");
        Rejects(WavBytes.Of(1, 16, 1, [1, 2, 3]), "has 3 bytes of samples, which is no multiple of 2");
        byte[] wrongFrame = WavBytes.Format(1, 16, 2);
        wrongFrame[12] = 3;
        Rejects(WavBytes.Riff(WavBytes.Chunk("fmt ", wrongFrame), WavBytes.Chunk("data", new byte[12])), "2 channels of 16 bits in 3 bytes, 8000 times a second, cannot be");
        byte[] still = WavBytes.Format(1, 16, 1);
        still.AsSpan(4, 4).Clear();
        Rejects(WavBytes.Riff(WavBytes.Chunk("fmt ", still), WavBytes.Chunk("data", new byte[2])), "0 times a second");
    }

    private static void Rejects(byte[] file, string message) =>
        Assert.Contains(message, Assert.Throws<DataFormatException>(() => WavFile.Parse(file)).Message, StringComparison.Ordinal);
}
