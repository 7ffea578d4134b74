using System.Text.Json;
using static System.FormattableString;

namespace ConvGen;

/// <summary>Parses the JSON header of a safetensors file, of which nothing is trusted.</summary>
internal static class SafetensorsHeader
{
    private const int MaxNesting = 3; // the header, a tensor, its shape
    private const int MaxDimensions = 64;
    private const int LongestQuotedName = 200;

    /// <summary>Reads every entry, ordered by offset and checked to lie one after another without overlap or gap.</summary>
    /// <param name="json">The header.</param>
    /// <param name="source">The file's name in messages.</param>
    /// <param name="metadata">Takes the texts beside the tensors; null when nobody wants them.</param>
    /// <exception cref="WeightFormatException">The header is not what the format allows.</exception>
    public static List<TensorEntry> Parse(ReadOnlySpan<byte> json, string source, Dictionary<string, string>? metadata = null)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxNesting });
            List<TensorEntry> entries = ReadEntries(ref reader, source, metadata);
            CheckOffsets(entries, source);
            return entries;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The reader reports invalid UTF-8 inside a string as an invalid operation.
            throw new WeightFormatException($"{source}: the header is not valid JSON: {e.Message}", e);
        }
    }

    /// <summary>A name as messages show it: a hostile one must not fill the screen.</summary>
    public static string Quote(string name)
    {
        string shown = name.Length > LongestQuotedName ? name[..LongestQuotedName] + "…" : name;
        return $"'{(shown.Any(char.IsControl) ? string.Concat(shown.Select(c => char.IsControl(c) ? '�' : c)) : shown)}'";
    }

    private static List<TensorEntry> ReadEntries(ref Utf8JsonReader reader, string source, Dictionary<string, string>? metadata)
    {
        var entries = new List<TensorEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        reader.Read();
        Expect(ref reader, JsonTokenType.StartObject, source, new Place(null, "the header"));
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!names.Add(name))
            {
                throw new WeightFormatException($"{source}: the header has {Quote(name)} twice.");
            }

            reader.Read();
            if (name == "__metadata__" && metadata is null)
            {
                reader.Skip();
            }
            else if (name == "__metadata__")
            {
                ReadMetadata(ref reader, source, metadata!);
            }
            else
            {
                entries.Add(ReadEntry(ref reader, name, source));
            }
        }

        if (reader.Read())
        {
            throw new WeightFormatException($"{source}: something follows the header's object.");
        }

        return entries;
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, string source, Dictionary<string, string> metadata)
    {
        var where = new Place(null, "the metadata");
        Expect(ref reader, JsonTokenType.StartObject, source, where);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            Expect(ref reader, JsonTokenType.String, source, where with { Part = $"the metadata {Quote(name)}" });
            metadata[name] = reader.GetString()!;
        }
    }

    private static TensorEntry ReadEntry(ref Utf8JsonReader reader, string name, string source)
    {
        var where = new Place(name, "");
        Expect(ref reader, JsonTokenType.StartObject, source, where);
        string? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("dtype"u8))
            {
                RequireFirst(type, source, where, "dtype");
                reader.Read();
                Expect(ref reader, JsonTokenType.String, source, where with { Part = "the dtype of " });
                type = reader.GetString();
            }
            else if (reader.ValueTextEquals("shape"u8))
            {
                RequireFirst(shape, source, where, "shape");
                shape = ReadNumbers(ref reader, source, where with { Part = "the shape of " });
            }
            else if (reader.ValueTextEquals("data_offsets"u8))
            {
                RequireFirst(offsets, source, where, "data_offsets");
                offsets = ReadNumbers(ref reader, source, where with { Part = "the data_offsets of " });
            }
            else
            {
                reader.Skip();
            }
        }

        return Check(name, type, shape, offsets, source, where);
    }

    private static void RequireFirst(object? before, string source, Place where, string key)
    {
        if (before is not null)
        {
            throw new WeightFormatException($"{source}: {where} has '{key}' twice.");
        }
    }

    private static TensorEntry Check(string name, string? type, long[]? shape, long[]? offsets, string source, Place where)
    {
        if (type is null || shape is null || offsets is null)
        {
            throw new WeightFormatException($"{source}: {where} needs dtype, shape and data_offsets.");
        }

        if (offsets.Length != 2 || offsets[0] > offsets[1])
        {
            throw new WeightFormatException(
                $"{source}: {where} has data_offsets {Extents.Format(offsets)}; they must be a begin and an end not before it.");
        }

        Int128 bytes = TensorEntry.SizeOf(type)
            ?? throw new WeightFormatException($"{source}: {where} has the unknown dtype {Quote(type)}.");
        foreach (long extent in shape)
        {
            bytes = Int128.Min(bytes * extent, long.MaxValue);
        }

        if (bytes != offsets[1] - offsets[0])
        {
            throw new WeightFormatException(
                Invariant($"{source}: {where} of {type} {Extents.Format(shape)} takes {bytes} bytes but has {offsets[1] - offsets[0]}."));
        }

        return new TensorEntry(name, type, shape, offsets[0], offsets[1]);
    }

    private static long[] ReadNumbers(ref Utf8JsonReader reader, string source, Place where)
    {
        reader.Read();
        Expect(ref reader, JsonTokenType.StartArray, source, where);
        Span<long> numbers = stackalloc long[MaxDimensions];
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0 || count == MaxDimensions)
            {
                throw new WeightFormatException(
                    Invariant($"{source}: {where} must be at most {MaxDimensions} integers that are not negative."));
            }

            numbers[count++] = number;
        }

        return numbers[..count].ToArray();
    }

    private static void CheckOffsets(List<TensorEntry> entries, string source)
    {
        entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        long end = 0;
        TensorEntry? previous = null;
        foreach (TensorEntry entry in entries)
        {
            if (entry.Begin != end)
            {
                string relation = entry.Begin < end ? "overlaps" : "leaves a gap after";
                throw new WeightFormatException(
                    Invariant($"{source}: tensor {Quote(entry.Name)} at bytes {entry.Begin} to {entry.End} ")
                    + Invariant($"{relation} {(previous is null ? "the header" : Quote(previous.Name))}, which ends at {end}."));
            }

            end = entry.End;
            previous = entry;
        }
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string source, Place where)
    {
        if (reader.TokenType != type)
        {
            throw new WeightFormatException($"{source}: {where} must be a JSON {Describe(type)}.");
        }
    }

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "object",
        JsonTokenType.StartArray => "array",
        _ => "string",
    };

    /// <summary>What a message is about: put in words only when there is one, for a hostile header has many tensors.</summary>
    /// <param name="Name">The tensor's name, or null.</param>
    /// <param name="Part">Which part of it.</param>
    private readonly record struct Place(string? Name, string Part)
    {
        public override string ToString() => Name is null ? Part : $"{Part}tensor {Quote(Name)}";
    }
}
