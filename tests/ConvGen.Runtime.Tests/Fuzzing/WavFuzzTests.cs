using System.Buffers.Binary;
using ConvGen.Runtime.Tests.Data;

namespace ConvGen.Runtime.Tests.Fuzzing;

public class WavFuzzTests
{
    private const int Riff = 12;
    private const int ChunkHeader = 8;

    [Fact]
    public void DamagedFilesAreRefusedOrHarmless() => new FuzzRun<DataFormatException> { BytesPerByte = 4, Bytes = 20_000 }.Run(
        FuzzRun<DataFormatException>.Count,
        new Mutator(Corpus(), LengthenLastChunk, seed: 8),
        static (file, _) =>
        {
            var sound = WavFile.Parse(file.Span);
            Assert.InRange(sound.Channels, 1, ushort.MaxValue);
            Assert.InRange(sound.SampleRate, 1, int.MaxValue);
            Assert.Equal(sound.Samples.Length, sound.Channels * sound.Length);
            Assert.Equal(sound.Length, sound.Channel(sound.Channels - 1).Length);
        });

    private static List<byte[]> Corpus()
    {
        byte[] data = [.. Enumerable.Range(0, 48).Select(i => (byte)(11 * i))];
        byte[] extensible = [.. WavBytes.Format(0xFFFE, 16, 1), 22, 0, 16, 0, 4, 0, 0, 0, 1, 0, .. new byte[14]];
        return
        [
            WavBytes.Of(1, 8, 1, data),
            WavBytes.Of(1, 16, 2, data),
            WavBytes.Of(1, 24, 2, data),
            WavBytes.Of(1, 32, 3, data),
            WavBytes.Of(3, 32, 1, data),
            WavBytes.Riff(WavBytes.Chunk("LIST", [1, 2, 3]), WavBytes.Chunk("fmt ", extensible), WavBytes.Chunk("data", data)),
        ];
    }

    /// <summary>The last chunk takes what has come or gone, in whole samples of most formats.</summary>
    private static int LengthenLastChunk(Span<byte> file, int grown)
    {
        int at = Riff;
        while (at <= file.Length - ChunkHeader)
        {
            int left = file.Length - at - ChunkHeader;
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            if (length + (length & 1) >= left || file.Slice(at, 4).SequenceEqual("data"u8))
            {
                int taken = left - left % 12;
                BinaryPrimitives.WriteInt32LittleEndian(file[(at + 4)..], taken);
                return at + ChunkHeader + taken;
            }

            at += ChunkHeader + (int)(length + (length & 1));
        }

        return file.Length;
    }
}
