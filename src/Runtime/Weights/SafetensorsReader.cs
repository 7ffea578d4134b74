using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ConvGen.Engine;
using static System.FormattableString;

namespace ConvGen.Weights;

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
        List<TensorEntry> entries = SafetensorsHeader.Parse(ReadHeader(stream, source, length, out long dataStart), source);
        long end = entries.Count == 0 ? 0 : entries[^1].End;
        if (length is { } all && all - dataStart != end)
        {
            string what = all - dataStart < end ? "is truncated" : "has trailing bytes";
            throw new WeightFormatException(
                Invariant($"{source} {what}: its tensors take {end} bytes after the header, and there are {all - dataStart}."));
        }

        List<string> problems = Compare(entries, tensors);
        if (problems.Count > 0)
        {
            throw new WeightFormatException(source, problems);
        }

        if (hasContents)
        {
            // Through a block of its own, so that a stream that ends or fails in the middle has changed nothing.
            using var staging = new NativeBuffer(values.Length);
            ReadData(stream, source, entries, tensors.Layout, staging.Span);
            staging.Span.CopyTo(values.Span);
        }
        else
        {
            try
            {
                ReadData(stream, source, entries, tensors.Layout, values.Span);
            }
            catch
            {
                values.Clear();
                throw;
            }
        }

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
            throw new WeightFormatException(ForeignFormat.Of(prefix) is { } format
                ? $"{source} is not a safetensors file but {format}. Export the weights as safetensors."
                : Invariant($"{source} is not a safetensors file: its header would have {headerLength} bytes, ")
                    + Invariant($"and at most {LongestHeader} are allowed."));
        }

        return headerLength;
    }

    /// <summary>Everything that keeps the file from being this network's: missing and mis-shaped tensors, then those left over.</summary>
    private static List<string> Compare(List<TensorEntry> entries, ParameterCollection tensors)
    {
        var byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (NetworkParameter tensor in tensors)
        {
            string Wanted() => $"'{tensor.Name}' {Extents.Format(tensor.Shape)}";
            if (!byName.Remove(tensor.Name, out TensorEntry? entry))
            {
                problems.Add($"missing: {Wanted()}");
            }
            else if (!HasShape(entry, tensor.Shape))
            {
                string inFile = Extents.Format(entry.Shape), inNetwork = Extents.Format(tensor.Shape);
                problems.Add($"shape: '{tensor.Name}' is {inFile} in the file, {inNetwork} in the network");
            }
            else if (!IsReadable(entry.Type))
            {
                problems.Add($"type: {Wanted()} is {entry.Type} in the file; F32, F16, BF16 and F64 can be read");
            }
        }

        problems.AddRange(entries.Where(entry => byName.ContainsKey(entry.Name) && !IsIgnored(entry.Name))
            .Select(entry => $"extra: {SafetensorsHeader.Quote(entry.Name)} {Extents.Format(entry.Shape)}"));
        return problems;
    }

    // Written out: every file is read once, by code that is compiled for it, and a query over numbers is a dozen methods.
    private static bool HasShape(TensorEntry entry, IReadOnlyList<int> shape)
    {
        bool isSame = entry.Shape.Length == shape.Count;
        for (int axis = 0; isSame && axis < shape.Count; axis++)
        {
            isSame = entry.Shape[axis] == shape[axis];
        }

        return isSame;
    }

    private static bool IsReadable(string type) => type is "F32" or "F16" or "BF16" or "F64";

    /// <summary>PyTorch's batch normalisation counts its minibatches; nothing here depends on it.</summary>
    private static bool IsIgnored(string name) => name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);

    private static void ReadData(Stream stream, string source, List<TensorEntry> entries, TensorLayout layout, Span<float> values)
    {
        byte[] chunk = new byte[ChunkBytes];
        foreach (TensorEntry entry in entries)
        {
            Span<float> target = layout.TryFind(entry.Name, out int index)
                ? values.Slice(layout.OffsetOf(index), layout.Tensors[index].Length)
                : default;
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
