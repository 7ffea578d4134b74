using System.Buffers.Binary;
using System.Text;

namespace ConvGen.Benchmarks.Onnx;

/// <summary>
/// A message in protocol buffers' wire format, kept as pieces: a nested message's length is known without copying the weights in it.
/// </summary>
internal sealed class WireMessage
{
    private const int VariableInteger = 0, LengthDelimited = 2, FourBytes = 5;

    private readonly List<ReadOnlyMemory<byte>> _pieces = [];
    private long _length;

    /// <summary>Adds an integer.</summary>
    public WireMessage Integer(int field, long value)
    {
        Append(Encode(Tag(field, VariableInteger)));
        Append(Encode((ulong)value));
        return this;
    }

    /// <summary>Adds a repeated integer.</summary>
    public WireMessage Integers(int field, IEnumerable<int> values)
    {
        foreach (int value in values)
        {
            Integer(field, value);
        }

        return this;
    }

    /// <summary>Adds a float.</summary>
    public WireMessage Real(int field, float value)
    {
        byte[] bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        Append(Encode(Tag(field, FourBytes)));
        Append(bytes);
        return this;
    }

    /// <summary>Adds bytes, which are not copied.</summary>
    public WireMessage Bytes(int field, ReadOnlyMemory<byte> bytes)
    {
        Append(Encode(Tag(field, LengthDelimited)));
        Append(Encode((ulong)bytes.Length));
        Append(bytes);
        return this;
    }

    /// <summary>Adds a string.</summary>
    public WireMessage Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a complete message.</summary>
    public WireMessage Message(int field, WireMessage message)
    {
        Append(Encode(Tag(field, LengthDelimited)));
        Append(Encode((ulong)message._length));
        message._pieces.ForEach(Append);
        return this;
    }

    /// <summary>Writes the message.</summary>
    public void WriteTo(Stream stream) => _pieces.ForEach(piece => stream.Write(piece.Span));

    private static ulong Tag(int field, int wireType) => ((ulong)field << 3) | (uint)wireType;

    private static byte[] Encode(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }

    private void Append(ReadOnlyMemory<byte> piece)
    {
        _pieces.Add(piece);
        _length += piece.Length;
    }
}
