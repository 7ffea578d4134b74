using System.Buffers.Binary;
using System.Text;

namespace ConvGen.Runtime.Tests.Data;

/// <summary>WAV files written by hand, right and wrong.</summary>
internal static class WavBytes
{
    public static byte[] Of(int tag, int bits, int channels, byte[] data) => Riff(Chunk("fmt ", Format(tag, bits, channels)), Chunk("data", data));

    public static byte[] Format(int tag, int bits, int channels)
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

    public static byte[] Chunk(string kind, byte[] data)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. Encoding.ASCII.GetBytes(kind), .. length, .. data, .. new byte[data.Length % 2]];
    }

    public static byte[] Riff(params byte[][] chunks)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, 4 + chunks.Sum(chunk => chunk.Length));
        return [.. "RIFF"u8, .. length, .. "WAVE"u8, .. chunks.SelectMany(chunk => chunk)];
    }
}
