using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace ConvGen.Weights;

/// <summary>
/// Writes tensors in safetensors format: the header's length as a little-endian 64-bit number, the header as JSON, and the numbers
/// of all tensors, little-endian, without gaps.
/// </summary>
internal static class SafetensorsWriter
{
    private const int HeaderAlignment = 8;
    private const int ChunkFloats = 16 * 1024;

    public static void Write(Stream stream, ParameterCollection tensors)
    {
        byte[] header = Header(tensors);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);

        byte[] chunk = new byte[ChunkFloats * sizeof(float)];
        for (int i = 0; i < tensors.Count; i++)
        {
            for (int start = 0; start < tensors[i].Length; start += ChunkFloats)
            {
                ReadOnlySpan<float> values = tensors[i].Values[start..];
                int count = Math.Min(ChunkFloats, values.Length);
                for (int j = 0; j < count; j++)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(chunk.AsSpan(j * sizeof(float)), values[j]);
                }

                stream.Write(chunk, 0, count * sizeof(float));
            }
        }
    }

    private static byte[] Header(ParameterCollection tensors)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt"); // what PyTorch's own loaders look for
            json.WriteEndObject();
            long offset = 0;
            foreach (NetworkParameter tensor in tensors)
            {
                long end = offset + (long)tensor.Length * sizeof(float);
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F32");
                WriteNumbers(json, "shape", tensor.Shape.Select(extent => (long)extent));
                WriteNumbers(json, "data_offsets", [offset, end]);
                json.WriteEndObject();
                offset = end;
            }

            json.WriteEndObject();
        }

        // Spaces up to a multiple of 8 keep the numbers aligned for readers that map the file.
        int padding = (HeaderAlignment - buffer.WrittenCount % HeaderAlignment) % HeaderAlignment;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
