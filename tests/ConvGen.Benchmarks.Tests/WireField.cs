using System.Text;

namespace ConvGen.Benchmarks.Tests;

/// <summary>A field of a message in protocol buffers' wire format, read without a description of the message.</summary>
/// <param name="Number">The field's number.</param>
/// <param name="Integer">Its value where that is an integer.</param>
/// <param name="Bytes">Its value where that is a text, a message or bytes.</param>
internal readonly record struct WireField(int Number, long Integer, ReadOnlyMemory<byte> Bytes)
{
    private const int VariableInteger = 0, LengthDelimited = 2, FourBytes = 5;

    /// <summary>The bytes as text.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>The fields of a message in their order.</summary>
    /// <exception cref="FormatException">A field has a type that ONNX does not use.</exception>
    public static List<WireField> Read(ReadOnlyMemory<byte> message)
    {
        var fields = new List<WireField>();
        while (!message.IsEmpty)
        {
            long tag = ReadInteger(ref message);
            int number = (int)(tag >> 3);
            fields.Add((tag & 7) switch
            {
                VariableInteger => new WireField(number, ReadInteger(ref message), default),
                LengthDelimited => new WireField(number, 0, Take(ref message, checked((int)ReadInteger(ref message)))),
                FourBytes => new WireField(number, 0, Take(ref message, sizeof(float))),
                _ => throw new FormatException($"Field {number} has wire type {tag & 7}."),
            });
        }

        return fields;
    }

    private static long ReadInteger(ref ReadOnlyMemory<byte> message)
    {
        long value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = Take(ref message, 1).Span[0];
            value |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> message, int length)
    {
        ReadOnlyMemory<byte> taken = message[..length];
        message = message[length..];
        return taken;
    }
}
