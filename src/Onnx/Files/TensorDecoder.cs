using System.Buffers.Binary;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tensors;
using DataType = ConvGen.Onnx.Protobuf.TensorProto.Types.DataType;

namespace ConvGen.Onnx.Files;

/// <summary>Decodes tensors. What a shape claims is compared with the data that there is before anything is allocated.</summary>
/// <param name="external">Where data lies that is not in the file.</param>
internal sealed class TensorDecoder(ExternalData external)
{
    /// <summary>Decodes a tensor.</summary>
    /// <exception cref="OnnxImportException">Its data does not fit its shape, or its type has no numbers.</exception>
    public OnnxTensor Decode(TensorProto tensor)
    {
        int[] shape = Shape(tensor);
        int length = (int)Extents.Length(shape);
        DataType type = (DataType)tensor.DataType;
        if (tensor.Segment is not null)
        {
            throw Malformed(tensor, "is cut into segments");
        }

        return type is DataType.Float or DataType.Double or DataType.Float16 or DataType.Bfloat16
            ? new(shape, Floats(tensor, type, length))
            : new(shape, Integers(tensor, type, length));
    }

    private static int[] Shape(TensorProto tensor)
    {
        long length = 1;
        foreach (long size in tensor.Dims)
        {
            if (size < 0 || size > int.MaxValue || (size > 0 && length > int.MaxValue / size))
            {
                throw Malformed(tensor, $"has the impossible shape {string.Join("×", tensor.Dims)}");
            }

            length *= size;
        }

        return [.. tensor.Dims.Select(size => (int)size)];
    }

    private float[] Floats(TensorProto tensor, DataType type, int length)
    {
        if (!IsRaw(tensor))
        {
            return type switch
            {
                DataType.Float => [.. Counted(tensor, tensor.FloatData, length)],
                DataType.Double => [.. Counted(tensor, tensor.DoubleData, length).Select(value => (float)value)],
                _ => [.. Counted(tensor, tensor.Int32Data, length).Select(bits => Half(type, (ushort)bits))],
            };
        }

        ReadOnlySpan<byte> bytes = Raw(tensor, type, length);
        float[] values = new float[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = type switch
            {
                DataType.Float => BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * 4)..]),
                DataType.Double => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * 8)..]),
                _ => Half(type, BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * 2)..])),
            };
        }

        return values;
    }

    private long[] Integers(TensorProto tensor, DataType type, int length)
    {
        int size = Size(tensor, type);
        if (!IsRaw(tensor))
        {
            return type switch
            {
                DataType.Int64 => [.. Counted(tensor, tensor.Int64Data, length)],
                DataType.Uint32 or DataType.Uint64 => [.. Counted(tensor, tensor.Uint64Data, length).Select(value => (long)value)],
                _ => [.. Counted(tensor, tensor.Int32Data, length).Select(value => (long)value)],
            };
        }

        ReadOnlySpan<byte> bytes = Raw(tensor, type, length);
        long[] values = new long[length];
        for (int i = 0; i < length; i++)
        {
            ReadOnlySpan<byte> one = bytes.Slice(i * size, size);
            values[i] = type switch
            {
                DataType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(one),
                DataType.Uint64 => (long)BinaryPrimitives.ReadUInt64LittleEndian(one),
                DataType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(one),
                DataType.Uint32 => BinaryPrimitives.ReadUInt32LittleEndian(one),
                DataType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(one),
                DataType.Uint16 => BinaryPrimitives.ReadUInt16LittleEndian(one),
                DataType.Int8 => (sbyte)one[0],
                _ => one[0],
            };
        }

        return values;
    }

    private static bool IsRaw(TensorProto tensor) => IsExternal(tensor) || tensor.RawData.Length > 0;

    private static bool IsExternal(TensorProto tensor) => tensor.DataLocation == TensorProto.Types.DataLocation.External;

    private ReadOnlySpan<byte> Raw(TensorProto tensor, DataType type, int length)
    {
        long needed = (long)length * Size(tensor, type);
        ReadOnlySpan<byte> bytes = IsExternal(tensor) ? external.Read(tensor, needed) : tensor.RawData.Span;
        return bytes.Length == needed
            ? bytes
            : throw Malformed(tensor, $"has {bytes.Length} bytes of data, its shape needs {needed}");
    }

    private static IReadOnlyCollection<T> Counted<T>(TensorProto tensor, IReadOnlyCollection<T> values, int length) =>
        values.Count == length ? values : throw Malformed(tensor, $"has {values.Count} numbers, its shape needs {length}");

    private static int Size(TensorProto tensor, DataType type) => type switch
    {
        DataType.Int64 or DataType.Uint64 or DataType.Double => 8,
        DataType.Int32 or DataType.Uint32 or DataType.Float => 4,
        DataType.Int16 or DataType.Uint16 or DataType.Float16 or DataType.Bfloat16 => 2,
        DataType.Int8 or DataType.Uint8 or DataType.Bool => 1,
        _ => throw Malformed(tensor, $"is of type {type}, which has no numbers that a network computes with"),
    };

    private static float Half(DataType type, ushort bits) => type == DataType.Bfloat16
        ? BitConverter.UInt32BitsToSingle((uint)bits << 16)
        : (float)BitConverter.UInt16BitsToHalf(bits);

    private static OnnxImportException Malformed(TensorProto tensor, string what) =>
        new(ProblemCodes.Malformed, $"the tensor '{tensor.Name}' {what}");
}
