using System.Runtime.InteropServices;

namespace ConvGen.Conformance.Cases;

/// <summary>A tensor of a case: its row in <c>case.json</c>, and the raw little-endian file beside it, read when it is asked for.</summary>
/// <param name="Name">The value's name in the graph.</param>
/// <param name="ElementType">As in the file: float32, int64, int32, bool and so on.</param>
/// <param name="Shape">Sizes of the axes, outermost first; empty for a scalar.</param>
/// <param name="Path">The file.</param>
/// <param name="MaxAbs">The largest magnitude of an expected result, where the case gives it.</param>
internal sealed record Tensor(string Name, string ElementType, int[] Shape, string Path, double MaxAbs)
{
    private float[]? _floats;
    private long[]? _integers;

    /// <summary>Whether the graph holds it, instead of being given it.</summary>
    public bool IsInitializer { get; init; }

    public bool IsFloating => ElementType is "float32" or "float64";

    public long Length => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>The values in single precision.</summary>
    public float[] Floats => _floats ??= ElementType switch
    {
        "float32" => Read<float>(ElementType),
        "float64" => [.. Read<double>(ElementType).Select(value => (float)value)],
        _ => [.. Integers.Select(value => (float)value)],
    };

    /// <summary>The values of an int64, int32 or bool tensor.</summary>
    public long[] Integers => _integers ??= ElementType switch
    {
        "int32" => [.. Read<int>(ElementType).Select(value => (long)value)],
        "bool" => [.. Read<byte>(ElementType).Select(value => (long)value)],
        _ => Read<long>("int64"),
    };

    /// <summary>The raw values: little-endian, in the element type.</summary>
    public byte[] Bytes() => File.ReadAllBytes(Path);

    private T[] Read<T>(string expected)
        where T : unmanaged
    {
        if (ElementType != expected)
            throw new CaseFormatException($"{Path}: tensor '{Name}' holds {ElementType}, not {expected}");
        byte[] bytes = Bytes();
        T[] values = MemoryMarshal.Cast<byte, T>(bytes).ToArray();
        if (values.Length != Length || values.Length * Marshal.SizeOf<T>() != bytes.Length)
            throw new CaseFormatException($"{Path}: {bytes.Length} bytes do not hold [{string.Join(", ", Shape)}] of {ElementType}");
        return values;
    }
}
