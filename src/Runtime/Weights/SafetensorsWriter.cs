using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace ConvGen;

/// <summary>
/// Writes tensors in safetensors format: the header's length as a little-endian 64-bit number, the header as JSON, and the numbers
/// of all tensors, little-endian, without gaps.
/// </summary>
internal static class SafetensorsWriter
{
    private const int HeaderAlignment = 8;
    private const int ChunkFloats = 16 * 1024;

    /// <summary>Writes the parameters of a network.</summary>
    public static void Write(Stream stream, ParameterCollection tensors) => Write(stream, NamesOf(tensors), []);

    /// <summary>Writes tensors, and texts beside them.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="metadata">The texts by their names.</param>
    public static void Write(
        Stream stream, IReadOnlyList<NamedTensor> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        byte[] header = Header(tensors, metadata);
        Span<byte> headerLength = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(headerLength, (ulong)header.Length);
        stream.Write(headerLength);
        stream.Write(header);

        byte[] chunk = new byte[ChunkFloats * sizeof(float)];
        foreach (NamedTensor tensor in tensors)
        {
            int length = tensor.Values().Length;
            for (int start = 0; start < length; start += ChunkFloats)
            {
                ReadOnlySpan<float> values = tensor.Values()[start..];
                int count = Math.Min(ChunkFloats, values.Length);
                for (int j = 0; j < count; j++)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(chunk.AsSpan(j * sizeof(float)), values[j]);
                }

                stream.Write(chunk, 0, count * sizeof(float));
            }
        }
    }

    /// <summary>A network's parameters under their names.</summary>
    public static NamedTensor[] NamesOf(ParameterCollection tensors) =>
        [.. tensors.Select((tensor, i) => new NamedTensor(tensor.Name, tensor.Shape, () => tensors.Block(i)))];

    private static byte[] Header(IReadOnlyList<NamedTensor> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt"); // what PyTorch's own loaders look for
            foreach ((string name, string text) in metadata)
            {
                json.WriteString(name, text);
            }

            json.WriteEndObject();
            long offset = 0;
            foreach (NamedTensor tensor in tensors)
            {
                long end = offset + (long)tensor.Values().Length * sizeof(float);
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
