using System.Buffers.Binary;
using System.Text;

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
        var sound = WavFile.Parse(Wav(1, bits, 1, data));
        Assert.Equal((1, 8000, 3), (sound.Channels, sound.SampleRate, sound.Length));
        Assert.Equal(expected, sound.Samples.ToArray());
    }

    [Fact]
    public void FloatsAreTakenAsTheyAre()
    {
        byte[] data = [.. new[] { 0.5f, -1.25f }.SelectMany(BitConverter.GetBytes)];
        Assert.Equal([0.5f, -1.25f], WavFile.Parse(Wav(3, 32, 1, data)).Samples.ToArray());
    }

    [Fact]
    public void ChannelsAreTakenApart()
    {
        var sound = WavFile.Parse(Wav(1, 8, 2, [128, 0, 192, 64, 255, 128]));
        Assert.Equal((2, 3), (sound.Channels, sound.Length));
        Assert.Equal([0, 0.5f, 127 / 128f, -1, -0.5f, 0], sound.Samples.ToArray());
        Assert.Equal([-1, -0.5f, 0], sound.Channel(1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => sound.Channel(2).ToArray());
    }

    [Fact]
    public void ExtensibleFormatsSayTheirOwnInside()
    {
        byte[] format = new byte[40];
        Format(1, 16, 1).CopyTo(format, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(format, 0xFFFE);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(24), 1);
        Assert.Equal([0.5f], WavFile.Parse(Riff(Chunk("fmt ", format), Chunk("data", [0, 0x40]))).Samples.ToArray());
    }

    [Fact]
    public void OtherPartsAreSkippedAlsoWhenTheyAreOdd()
    {
        byte[] file = Riff(Chunk("LIST", [1, 2, 3]), Chunk("fmt ", Format(1, 8, 1)), Chunk("fact", [9]), Chunk("data", [255]), Chunk("id3 ", [1]));
        Assert.Equal([127 / 128f], WavFile.Parse(file).Samples.ToArray());
    }

    [Fact]
    public void FilesAreReadAndNamed()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(1, WavFile.Load(folder.Write("good.wav", Wav(1, 8, 1, [128]))).Length);
        string bad = folder.Write("bad.wav", [1, 2, 3]);
        Assert.StartsWith($"{bad} is no WAV file", Assert.Throws<DataFormatException>(() => WavFile.Load(bad)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamageIsExplained()
    {
        byte[] good = Wav(1, 16, 2, new byte[8]);
        Rejects([], "is no WAV file");
        Rejects("RIFX----WAVE"u8.ToArray(), "is no WAV file");
        Rejects(Riff(), "has no samples");
        Rejects(Riff(Chunk("fmt ", Format(1, 16, 1))), "has no samples");
        Rejects(Riff(Chunk("data", [1, 2])), "has samples before it says what they are");
        Rejects(good[..^1], "is truncated: a part of 8 bytes begins at byte 44, and the file has 51 bytes");
        Rejects(Riff(Chunk("fmt ", new byte[10])), "its format takes 16 bytes, and there are 10");
        Rejects(Wav(7, 8, 1, [0]), "has 8 bits in format 7");
        Rejects(Wav(1, 12, 1, [0]), "has 12 bits in format 1");
        Rejects(Wav(3, 64, 1, new byte[8]), "has 64 bits in format 3");
        Rejects(Wav(1, 16, 0, []), "0 channels of 16 bits in 0 bytes");
        Rejects(Wav(1, 16, 1, [1, 2, 3]), "has 3 bytes of samples, which is no multiple of 2");
        byte[] wrongFrame = Format(1, 16, 2);
        wrongFrame[12] = 3;
        Rejects(Riff(Chunk("fmt ", wrongFrame), Chunk("data", new byte[12])), "2 channels of 16 bits in 3 bytes, 8000 times a second, cannot be");
        byte[] still = Format(1, 16, 1);
        still.AsSpan(4, 4).Clear();
        Rejects(Riff(Chunk("fmt ", still), Chunk("data", new byte[2])), "0 times a second");

        static void Rejects(byte[] file, string message) =>
            Assert.Contains(message, Assert.Throws<DataFormatException>(() => WavFile.Parse(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingButItsOwnExceptionComesOfAnyBytes()
    {
        byte[] good = Riff(Chunk("LIST", [1, 2, 3]), Chunk("fmt ", Format(1, 16, 2)), Chunk("data", new byte[16]));
        var random = new Random(5);
        int rejected = 0;
        for (int i = 0; i < 3000; i++)
        {
            byte[] file = good[..random.Next(good.Length + 1)];
            for (int change = random.Next(4); change > 0 && file.Length > 0; change--)
            {
                file[random.Next(file.Length)] = random.Next(3) == 0 ? (byte)255 : (byte)random.Next(256);
            }

            try
            {
                Assert.True(WavFile.Parse(file).Samples.Length <= file.Length);
            }
            catch (DataFormatException)
            {
                rejected++;
            }
        }

        Assert.InRange(rejected, 1000, 2999);
    }

    private static byte[] Wav(int tag, int bits, int channels, byte[] data) => Riff(Chunk("fmt ", Format(tag, bits, channels)), Chunk("data", data));

    private static byte[] Format(int tag, int bits, int channels)
    {
        const int Rate = 8000;
        byte[] format = new byte[16];
        BinaryPrimitives.WriteUInt16LittleEndian(format, (ushort)tag);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(4), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(8), Rate * channels * bits / 8);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(12), (ushort)(channels * bits / 8));
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(14), (ushort)bits);
        return format;
    }

    private static byte[] Chunk(string kind, byte[] data)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. Encoding.ASCII.GetBytes(kind), .. length, .. data, .. new byte[data.Length % 2]];
    }

    private static byte[] Riff(params byte[][] chunks)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, 4 + chunks.Sum(chunk => chunk.Length));
        return [.. "RIFF"u8, .. length, .. "WAVE"u8, .. chunks.SelectMany(chunk => chunk)];
    }
}
