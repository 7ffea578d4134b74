using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ConvGen.Engine;
using static System.FormattableString;

namespace ConvGen;

/// <summary>Reads a network's tensors from safetensors format; all of them or, when anything does not fit, none.</summary>
internal static class SafetensorsReader
{
    private const int LongestHeader = 100_000_000; // the reference implementation's limit
    private const int ChunkBytes = 64 * 1024;

    /// <summary>Reads into <paramref name="tensors"/>.</summary>
    /// <param name="stream">Positioned at the start of the format.</param>
    /// <param name="source">The stream's name in messages.</param>
    /// <param name="length">The bytes of the whole file, when they are known; then nothing may follow the last tensor.</param>
    /// <param name="tensors">The network's tensors.</param>
    /// <param name="values">Their values.</param>
    /// <param name="hasContents">Whether the values must survive a stream that ends in the middle; otherwise they are zero then.</param>
    /// <exception cref="WeightFormatException">The file is damaged, or its tensors are not those of the network.</exception>
    public static void Read(Stream stream, string source, long? length, ParameterCollection tensors, NativeBuffer values, bool hasContents)
    {
        List<TensorEntry> entries = ReadEntries(stream, source, length);
        var matching = new WeightMatching(entries, tensors, static name => name);
        if (matching.Problems.Count > 0)
        {
            throw new WeightFormatException(
                source, matching.Problems, WeightLoading.Suggestion(entries, tensors, matching.Loaded.Count()));
        }

        if (hasContents)
        {
            ReadMatched(stream, source, entries, matching, tensors, values);
            return;
        }

        try
        {
            ReadData(stream, source, entries, entry => ValuesOf(entry, matching, tensors.Layout, values));
        }
        catch
        {
            values.Clear();
            throw;
        }

        tensors.MarkChanged();
    }

    /// <summary>Reads the header and checks it against the length.</summary>
    /// <param name="stream">Positioned at the start of the format.</param>
    /// <param name="source">The stream's name in messages.</param>
    /// <param name="length">The bytes of the whole file, when they are known; then nothing may follow the last tensor.</param>
    /// <param name="metadata">Takes the texts beside the tensors; null when nobody wants them.</param>
    /// <returns>The tensors in the order of their numbers, which follow.</returns>
    /// <exception cref="WeightFormatException">The file is damaged.</exception>
    public static List<TensorEntry> ReadEntries(
        Stream stream, string source, long? length, Dictionary<string, string>? metadata = null)
    {
        List<TensorEntry> entries = SafetensorsHeader.Parse(ReadHeader(stream, source, length, out long dataStart), source, metadata);
        long end = entries.Count == 0 ? 0 : entries[^1].End;
        if (length is { } all && all - dataStart != end)
        {
            string what = all - dataStart < end ? "is truncated" : "has trailing bytes";
            throw new WeightFormatException(
                Invariant($"{source} {what}: its tensors take {end} bytes after the header, and there are {all - dataStart}."));
        }

        return entries;
    }

    /// <summary>Reads the tensors that match into those of the network, through a block of its own, so that a stream that ends or fails in
    /// the middle has changed nothing.</summary>
    public static void ReadMatched(
        Stream stream,
        string source,
        List<TensorEntry> entries,
        WeightMatching matching,
        ParameterCollection tensors,
        NativeBuffer values)
    {
        using var staging = new NativeBuffer(values.Length);
        values.Span.CopyTo(staging.Span);
        ReadData(stream, source, entries, entry => ValuesOf(entry, matching, tensors.Layout, staging));
        staging.Span.CopyTo(values.Span);
        tensors.MarkChanged();
    }

    private static ReadOnlySpan<byte> ReadHeader(Stream stream, string source, long? length, out long dataStart)
    {
        ulong headerLength = ReadHeaderLength(stream, source);
        dataStart = sizeof(ulong) + (long)headerLength;
        if (dataStart > length)
        {
            throw new WeightFormatException(
                Invariant($"{source} is truncated: its header has {headerLength} bytes, and only {length - sizeof(ulong)} follow."));
        }

        // The buffer grows with what really arrives, not with what eight bytes promise.
        byte[] header = new byte[Math.Min((int)headerLength, ChunkBytes)];
        int filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(header.AsSpan(filled), header.Length - filled, throwOnEndOfStream: false);
            if (filled < header.Length)
            {
                throw new WeightFormatException(
                    Invariant($"{source} is truncated: its header has {headerLength} bytes, and only {filled} follow."));
            }

            if (filled == (int)headerLength)
            {
                return header;
            }

            Array.Resize(ref header, (int)Math.Min((long)headerLength, 2L * header.Length));
        }
    }

    // Apart: the compiler optimises whoever has memory on the stack and a loop at once, which takes it longer than the whole header.
    private static ulong ReadHeaderLength(Stream stream, string source)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        int got = stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false);
        if (got < prefix.Length)
        {
            throw new WeightFormatException(
                Invariant($"{source} is truncated: a safetensors file begins with 8 bytes, and there are {got}."));
        }

        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > LongestHeader)
        {
            throw new WeightFormatException(ForeignFormat.Describe(prefix) is { } format
                ? $"{source} is not a safetensors file but {format}"
                : Invariant($"{source} is not a safetensors file: its header would have {headerLength} bytes, ")
                    + Invariant($"and at most {LongestHeader} are allowed."));
        }

        return headerLength;
    }

    private static Span<float> ValuesOf(TensorEntry entry, WeightMatching matching, TensorLayout layout, NativeBuffer values)
    {
        int tensor = matching.TensorOf(entry);
        return tensor < 0 ? default : values.Span.Slice(layout.OffsetOf(tensor), layout.Tensors[tensor].Length);
    }

    /// <summary>Reads the numbers of all tensors.</summary>
    /// <param name="stream">Positioned after the header.</param>
    /// <param name="source">The stream's name in messages.</param>
    /// <param name="entries">The tensors in the order of their numbers.</param>
    /// <param name="valuesOf">Where the numbers of a tensor go; nowhere when it is empty.</param>
    public static void ReadData(Stream stream, string source, List<TensorEntry> entries, TensorTarget valuesOf)
    {
        byte[] chunk = new byte[ChunkBytes];
        foreach (TensorEntry entry in entries)
        {
            Span<float> target = valuesOf(entry);
            if (BitConverter.IsLittleEndian && entry.Type == "F32" && !target.IsEmpty)
            {
                ReadFully(stream, source, entry, MemoryMarshal.AsBytes(target), target.Length * sizeof(float));
                continue;
            }

            int size = TensorEntry.SizeOf(entry.Type)!.Value;
            for (long left = entry.End - entry.Begin; left > 0;)
            {
                int count = (int)Math.Min(left, chunk.Length);
                ReadFully(stream, source, entry, chunk.AsSpan(0, count), left);
                left -= count;
                if (!target.IsEmpty)
                {
                    Convert(chunk.AsSpan(0, count), entry.Type, target[..(count / size)]);
                    target = target[(count / size)..];
                }
            }
        }
    }

    private static void ReadFully(Stream stream, string source, TensorEntry entry, Span<byte> bytes, long left)
    {
        int got = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (got < bytes.Length)
        {
            throw new WeightFormatException(
                Invariant($"{source} is truncated: it ends {left - got} bytes before the end of tensor ")
                + $"{SafetensorsHeader.Quote(entry.Name)}.");
        }
    }

    private static void Convert(ReadOnlySpan<byte> bytes, string type, Span<float> values)
    {
        switch (type)
        {
            case "F32":
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * 4)..]);
                }

                break;
            case "F64":
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * 8)..]);
                }

                break;
            case "F16":
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * 2)..]);
                }

                break;
            default: // BF16: the upper half of an F32
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * 2)..]) << 16);
                }

                break;
        }
    }
}
