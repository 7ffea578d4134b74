using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ConvGen.Tool.Verification;

/// <summary>Reads NumPy's format: a header that is a Python literal, and the numbers.</summary>
internal static partial class NpyFile
{
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array of single or double precision.</summary>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public static TestTensor Read(string path, string name)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length < 12 || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new InvalidDataException($"{path}: this is no .npy file.");
        }

        bool isLong = bytes[6] > 1;
        int begin = isLong ? 12 : 10;
        long length = isLong
            ? BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8))
            : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        if (length > bytes.Length - begin)
        {
            throw new InvalidDataException($"{path}: the header is cut off.");
        }

        string header = Encoding.Latin1.GetString(bytes, begin, (int)length);
        string type = TypePattern().Match(header).Groups[1].Value;
        if (OrderPattern().IsMatch(header) || type is not ("<f4" or "<f8"))
        {
            throw new InvalidDataException($"{path}: only little-endian floats in row-major order are read, not {header.Trim()}.");
        }

        int[] shape =
        [
            .. ShapePattern().Match(header).Groups[1].Value
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(size => int.Parse(size, CultureInfo.InvariantCulture)),
        ];
        ReadOnlySpan<byte> data = bytes.AsSpan(begin + (int)length);
        int width = type == "<f4" ? sizeof(float) : sizeof(double);
        float[] values = new float[shape.Aggregate(1, (product, size) => checked(product * size))];
        if (data.Length != (long)values.Length * width)
        {
            throw new InvalidDataException($"{path}: {values.Length} numbers are announced, {data.Length} bytes are there.");
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = width == sizeof(float)
                ? BinaryPrimitives.ReadSingleLittleEndian(data[(i * width)..])
                : (float)BinaryPrimitives.ReadDoubleLittleEndian(data[(i * width)..]);
        }

        return new(name, width == sizeof(float) ? "float32" : "float64", shape, values);
    }

    [GeneratedRegex("'descr':\\s*'([^']*)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex("'fortran_order':\\s*True")]
    private static partial Regex OrderPattern();

    [GeneratedRegex("'shape':\\s*\\(([^)]*)\\)")]
    private static partial Regex ShapePattern();
}
