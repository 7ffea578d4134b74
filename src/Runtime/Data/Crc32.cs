namespace ConvGen;

/// <summary>The checksum of gzip (ISO 3309), by the table of RFC 1952.</summary>
internal struct Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(TableEntry)];

    private uint _value;

    /// <summary>The checksum of what was added.</summary>
    public readonly uint Value => _value;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint sum = ~_value;
        foreach (byte value in bytes)
        {
            sum = Table[(byte)sum ^ value] ^ sum >> 8;
        }

        _value = ~sum;
    }

    private static uint TableEntry(int value)
    {
        uint entry = (uint)value;
        for (int bit = 0; bit < 8; bit++)
        {
            entry = (entry & 1) != 0 ? 0xEDB88320 ^ entry >> 1 : entry >> 1;
        }

        return entry;
    }
}
