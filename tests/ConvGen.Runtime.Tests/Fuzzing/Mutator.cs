using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ConvGen.Runtime.Tests.Fuzzing;

/// <summary>Files as accidents and attackers leave them: some changes to good ones, the same for the same seed.</summary>
/// <param name="corpus">Good files.</param>
/// <param name="repair">Makes lengths that a file says of itself true again, or null.</param>
/// <param name="seed">Where the random numbers start.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> corpus, Mutator.Repair? repair, int seed)
{
    private const int MaxChanges = 4;
    private const int LongestChunk = 64;

    private static readonly long[] Extremes =
    [
        0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 63, 64, 65, 127, 128, 255, 256, 257, 32767, 32768, 65535, 65536, 1 << 20, 100_000_000, 100_000_001,
        int.MaxValue - 64, int.MaxValue, 1L << 31, uint.MaxValue, 1L << 32, 1L << 53, 1L << 60, (1L << 61) + 1, long.MaxValue - 8, long.MaxValue, long.MinValue, -1, -2, -8,
    ];

    private static readonly byte[] Tokens = [.. "0123456789[]{}\",:-+.eE\\ u\0\n"u8];

    private readonly Random _random = new(seed);
    private byte[] _file = new byte[256];
    private int _length;

    /// <summary>Makes lengths that a file says of itself true again.</summary>
    /// <param name="file">The file.</param>
    /// <param name="grown">By how many bytes it has become longer.</param>
    /// <returns>How many of its bytes to keep.</returns>
    public delegate int Repair(Span<byte> file, int grown);

    /// <summary>The next file; valid until the one after.</summary>
    public ReadOnlyMemory<byte> Next()
    {
        byte[] origin = corpus[_random.Next(corpus.Count)];
        Set(origin);
        for (int changes = _random.Next(1, MaxChanges + 1); changes > 0; changes--)
        {
            Change();
        }

        if (repair is not null && _random.Next(4) > 0)
        {
            _length = repair(_file.AsSpan(0, _length), _length - origin.Length);
        }

        return _file.AsMemory(0, _length);
    }

    private void Set(ReadOnlySpan<byte> file)
    {
        _length = 0;
        Insert(0, file);
    }

    private void Change()
    {
        int at = Place();
        switch (_random.Next(10))
        {
            case 0 when at < _length:
                _file[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when at < _length:
                _file[at] = (byte)_random.Next(256);
                break;
            case 2 when at < _length:
                _file[at] = Tokens[_random.Next(Tokens.Length)];
                break;
            case 3 when _random.Next(4) == 0:
                _length = at;
                break;
            case 4:
                Remove(at, Chunk(at));
                break;
            case 5:
                InsertCopies(at);
                break;
            case 6:
                InsertNoise(at);
                break;
            case 7 when _random.Next(4) == 0:
                Splice(at);
                break;
            case 8:
                WriteNumber(at);
                break;
            default:
                WriteDigits(at);
                break;
        }
    }

    /// <summary>Half of all places are near the beginning, where headers are.</summary>
    private int Place() => _random.Next((_random.Next(2) == 0 ? Math.Min(_length, LongestChunk) : _length) + 1);

    private int Chunk(int at) => _random.Next(Math.Min(LongestChunk, _length - at) + 1);

    private void Insert(int at, ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _file.Length)
        {
            Array.Resize(ref _file, 2 * (_length + bytes.Length));
        }

        _file.AsSpan(at, _length - at).CopyTo(_file.AsSpan(at + bytes.Length));
        bytes.CopyTo(_file.AsSpan(at));
        _length += bytes.Length;
    }

    private void Remove(int at, int count)
    {
        _file.AsSpan(at + count, _length - at - count).CopyTo(_file.AsSpan(at));
        _length -= count;
    }

    private void InsertCopies(int at)
    {
        Span<byte> chunk = stackalloc byte[LongestChunk];
        chunk = chunk[..Chunk(at)];
        _file.AsSpan(at, chunk.Length).CopyTo(chunk);
        for (int copies = _random.Next(1, 4); copies > 0; copies--)
        {
            Insert(at, chunk);
        }
    }

    private void InsertNoise(int at)
    {
        Span<byte> noise = stackalloc byte[_random.Next(1, 17)];
        _random.NextBytes(noise);
        Insert(at, noise);
    }

    /// <summary>The rest is that of another file.</summary>
    private void Splice(int at)
    {
        byte[] other = corpus[_random.Next(corpus.Count)];
        _length = at;
        Insert(at, other.AsSpan(_random.Next(other.Length + 1)));
    }

    /// <summary>A binary number of any size and order becomes an extreme one.</summary>
    private void WriteNumber(int at)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        long value = Extremes[_random.Next(Extremes.Length)];
        int size = 1 << _random.Next(4);
        if (_random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            number = number[..size];
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            number = number[^size..];
        }

        number[..Math.Min(size, _length - at)].CopyTo(_file.AsSpan(at));
    }

    /// <summary>A number in text becomes an extreme one.</summary>
    private void WriteDigits(int at)
    {
        while (at < _length && !char.IsAsciiDigit((char)_file[at]))
        {
            at++;
        }

        int end = at;
        while (end < _length && char.IsAsciiDigit((char)_file[end]))
        {
            end++;
        }

        if (end > at)
        {
            Remove(at, end - at);
            Insert(at, Encoding.ASCII.GetBytes(Extremes[_random.Next(Extremes.Length)].ToString(CultureInfo.InvariantCulture)));
        }
    }
}
