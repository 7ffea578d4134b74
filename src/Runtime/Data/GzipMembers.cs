using System.Buffers.Binary;
using System.IO.Compression;

namespace ConvGen;

/// <summary>
/// What the members of a gzip file (RFC 1952) unpack to, one after another: bgzip, and whoever puts files together, writes many. Zeros
/// between and behind them are padding. Every member's checksum and length are verified, which <see cref="GZipStream"/> does not do for a
/// file that ends before them.
/// </summary>
/// <param name="file">The file, at its beginning; it can seek. It stays open.</param>
internal sealed class GzipMembers(Stream file) : ForwardStream
{
    private const int TrailerLength = 8;
    private const int HasHeaderChecksum = 2, HasExtra = 4, HasName = 8, HasComment = 16, Reserved = 0xE0;

    private readonly ChunkStream _packed = new(file);
    private DeflateStream? _unpacked;
    private Crc32 _checksum;
    private uint _length;
    private bool _ended;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The compressed data is damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!_ended && !buffer.IsEmpty)
        {
            _unpacked ??= BeginMember();
            int got = _unpacked.Read(buffer);
            if (got > 0)
            {
                _checksum.Add(buffer[..got]);
                _length += (uint)got;
                return got;
            }

            EndMember();
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked?.Dispose();
        }

        base.Dispose(disposing);
    }

    private DeflateStream BeginMember()
    {
        if (Next() != 0x1F || Next() != 0x8B)
        {
            throw new InvalidDataException("what follows the compressed data is neither more of it nor zeros");
        }

        int method = Next();
        int flags = Next();
        if (method != 8 || (flags & Reserved) != 0)
        {
            throw new InvalidDataException("it is compressed by an unknown method");
        }

        Skip(6); // date, level and system
        if ((flags & HasExtra) != 0)
        {
            Skip(Next() | Next() << 8);
        }

        for (int texts = (flags & HasName) / HasName + (flags & HasComment) / HasComment; texts > 0; texts--)
        {
            while (Next() != 0)
            {
            }
        }

        Skip((flags & HasHeaderChecksum) == 0 ? 0 : 2);
        (_checksum, _length) = (default, 0);
        return new DeflateStream(_packed, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <summary>
    /// Finds the end of a member, which the decompressor has read beyond without telling how far: it lies in the last chunk that it took,
    /// where checksum and length, 64 bits that are known now, stand.
    /// </summary>
    private void EndMember()
    {
        _unpacked!.Dispose();
        _unpacked = null;
        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _checksum.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[sizeof(uint)..], _length);
        byte[] end = new byte[Math.Min(_packed.ChunkLength + TrailerLength, file.Length - _packed.ChunkStart)];
        file.Position = _packed.ChunkStart;
        int got = file.ReadAtLeast(end, end.Length, throwOnEndOfStream: false);
        int at = end.AsSpan(0, got).IndexOf(trailer);
        if (at < 0)
        {
            throw new InvalidDataException("it is truncated, or its checksum is another one");
        }

        file.Position = _packed.ChunkStart + at + TrailerLength;
        int next;
        do
        {
            next = file.ReadByte();
        }
        while (next == 0);

        _ended = next < 0;
        file.Position -= _ended ? 0 : 1;
    }

    private int Next()
    {
        int next = file.ReadByte();
        return next >= 0 ? next : throw new InvalidDataException("it ends within its header");
    }

    private void Skip(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Next();
        }
    }

    /// <summary>The bytes of a file, and where the last of them that were asked for together began.</summary>
    private sealed class ChunkStream(Stream file) : ForwardStream
    {
        public long ChunkStart { get; private set; }

        public int ChunkLength { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            long start = file.Position;
            int got = file.Read(buffer);
            if (got > 0)
            {
                (ChunkStart, ChunkLength) = (start, got);
            }

            return got;
        }
    }
}
