using System.Runtime.InteropServices;
using System.Text.Json;

namespace ConvGen.Onnx;

/// <summary>Writes tensors as safetensors: a header in JSON, then the numbers.</summary>
internal static class SafetensorsWriter
{
    private const int Alignment = 8;

    /// <summary>Writes tensors, in little-endian single precision.</summary>
    public static void Write(Stream stream, IReadOnlyList<ImportedTensor> tensors)
    {
        using MemoryStream header = new();
        using (Utf8JsonWriter json = new(header))
        {
            long offset = 0;
            json.WriteStartObject();
            foreach (ImportedTensor tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F32");
                Write(json, "shape", tensor.Shape.Select(size => (long)size));
                Write(json, "data_offsets", [offset, offset += (long)tensor.Values.Length * sizeof(float)]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (header.Length % Alignment != 0)
        {
            header.WriteByte((byte)' ');
        }

        using BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(header.Length);
        writer.Write(header.GetBuffer(), 0, (int)header.Length);
        foreach (ImportedTensor tensor in tensors)
        {
            WriteNumbers(writer, tensor.Values);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(BinaryWriter writer, float[] numbers)
    {
        if (BitConverter.IsLittleEndian)
        {
            writer.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
            return;
        }

        foreach (float number in numbers)
        {
            writer.Write(number);
        }
    }
}
