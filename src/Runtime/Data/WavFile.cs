using System.Buffers.Binary;
using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Sound from a WAV file (RIFF or RF64, little-endian): whole numbers of 8, 16, 24 or 32 bits, or 32-bit floats. Whole numbers become
/// numbers from −1 to below 1. Where a program wrote to a stream and could not go back to say how many samples there are, they go on to the
/// end of the file.
/// </summary>
public sealed class WavFile
{
    private const int RiffHeader = 12;
    private const int ChunkHeader = 8;
    private const int FormatLength = 16;
    private const int ExtensibleLength = 40;
    private const int WholeNumbers = 1;
    private const int Floats = 3;
    private const int Extensible = 0xFFFE;
    private const uint Unknown = uint.MaxValue;

    private readonly float[] _samples;

    private WavFile(float[] samples, int channels, int sampleRate)
    {
        _samples = samples;
        Channels = channels;
        SampleRate = sampleRate;
    }

    /// <summary>How many channels: 1 for mono, 2 for stereo.</summary>
    public int Channels { get; }

    /// <summary>Samples of each channel per second.</summary>
    public int SampleRate { get; }

    /// <summary>How many samples each channel has.</summary>
    public int Length => _samples.Length / Channels;

    /// <summary>The samples, all of the first channel, then all of the next: C×L, as networks take them.</summary>
    public ReadOnlySpan<float> Samples => _samples;

    /// <summary>The samples of one channel.</summary>
    /// <param name="channel">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public ReadOnlySpan<float> Channel(int channel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)channel, (uint)Channels, nameof(channel));
        return _samples.AsSpan(channel * Length, Length);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataFormatException">The file is damaged, or no WAV file of these formats.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WavFile Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads a file that is already in memory.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="DataFormatException">The file is damaged, or no WAV file of these formats.</exception>
    public static WavFile Parse(ReadOnlySpan<byte> bytes, string name = "The sound")
    {
        bool isLong = bytes.StartsWith("RF64"u8) || bytes.StartsWith("BW64"u8);
        if (bytes.Length < RiffHeader || !(isLong || bytes.StartsWith("RIFF"u8)) || !bytes[8..RiffHeader].SequenceEqual("WAVE"u8))
        {
            throw new DataFormatException($"{name} is no WAV file: it does not begin with RIFF or RF64, a length and WAVE.");
        }

        Format? format = null;
        ulong? longLength = null;
        for (int at = RiffHeader; at <= bytes.Length - ChunkHeader;)
        {
            ReadOnlySpan<byte> kind = bytes.Slice(at, 4);
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            at += ChunkHeader;
            if (kind.SequenceEqual("data"u8))
            {
                Format known = format ?? throw new DataFormatException($"{name} has samples before it says what they are.");
                return ReadSamples(FindSamples(bytes, at, length, longLength, known, name), known, name);
            }

            RequireBytes(bytes, at, length, name);
            ReadOnlySpan<byte> chunk = bytes.Slice(at, (int)length);
            if (kind.SequenceEqual("fmt "u8))
            {
                format = ReadFormat(chunk, name);
            }
            else if (isLong && kind.SequenceEqual("ds64"u8) && chunk.Length >= 16)
            {
                longLength = BinaryPrimitives.ReadUInt64LittleEndian(chunk[8..]);
            }

            // Parts begin at even places.
            at += (int)Math.Min(length + (length & 1), (uint)(bytes.Length - at));
        }

        throw new DataFormatException($"{name} has no samples.");
    }

    /// <summary>The samples that begin at a place, of the length that their part says; to the end of the file where it says none.</summary>
    private static ReadOnlySpan<byte> FindSamples(
        ReadOnlySpan<byte> bytes, int at, uint length, ulong? longLength, Format format, string name)
    {
        if (length == Unknown && longLength is { } full)
        {
            RequireBytes(bytes, at, full, name);
            return bytes.Slice(at, (int)full);
        }

        ReadOnlySpan<byte> rest = bytes[at..];
        if (length is not (0 or Unknown))
        {
            RequireBytes(bytes, at, length, name);
            return rest[..(int)length];
        }

        // Zero may be the truth, when other parts of the file follow or nothing does; but then there is nothing to hear.
        if (rest.Length < format.FrameBytes || (length == 0 && AreChunks(rest)))
        {
            throw new DataFormatException($"{name} has no samples: the part for them is empty.");
        }

        // What wrote it may have been stopped within a sample.
        return rest[..(rest.Length / format.FrameBytes * format.FrameBytes)];
    }

    /// <summary>Whether bytes are nothing but parts of a file, each with a name and a length.</summary>
    private static bool AreChunks(ReadOnlySpan<byte> bytes)
    {
        long at = 0;
        while (at <= bytes.Length - ChunkHeader)
        {
            ReadOnlySpan<byte> header = bytes.Slice((int)at, ChunkHeader);
            if (header[..4].IndexOfAnyExceptInRange((byte)' ', (byte)'~') >= 0)
            {
                return false;
            }

            uint length = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            at += ChunkHeader + length + (length & 1);
        }

        // A last part of odd length may lack its padding.
        return at == bytes.Length || at == bytes.Length + 1;
    }

    private static void RequireBytes(ReadOnlySpan<byte> bytes, int at, ulong length, string name)
    {
        if (length > (ulong)(bytes.Length - at))
        {
            throw new DataFormatException(Invariant(
                $"{name} is truncated: a part of {length} bytes begins at byte {at}, and the file has {bytes.Length} bytes."));
        }
    }

    private static Format ReadFormat(ReadOnlySpan<byte> chunk, string name)
    {
        if (chunk.Length < FormatLength)
        {
            throw new DataFormatException(Invariant($"{name}: its format takes {FormatLength} bytes, and there are {chunk.Length}."));
        }

        int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        if (tag == Extensible && chunk.Length >= ExtensibleLength)
        {
            // The first two bytes of the subformat's identifier are what the tag would have been.
            tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
        }

        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        uint sampleRate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int frameLength = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if ((tag, bits) is not ((WholeNumbers, 8 or 16 or 24 or 32) or (Floats, 32)))
        {
            throw new DataFormatException(
                Invariant($"{name} has {bits} bits in format {tag}; ")
                + "whole numbers (format 1) of 8, 16, 24 or 32 bits and floats (format 3) of 32 bits are read.");
        }

        if (channels == 0 || frameLength != channels * bits / 8 || sampleRate is 0 or > int.MaxValue)
        {
            throw new DataFormatException(Invariant(
                $"{name}: {channels} channels of {bits} bits in {frameLength} bytes, {sampleRate} times a second, cannot be."));
        }

        return new Format(channels, (int)sampleRate, bits / 8, tag == Floats);
    }

    private static WavFile ReadSamples(ReadOnlySpan<byte> data, Format format, string name)
    {
        int length = Math.DivRem(data.Length, format.FrameBytes, out int rest);
        if (rest != 0)
        {
            throw new DataFormatException(Invariant(
                $"{name} has {data.Length} bytes of samples, which is no multiple of {format.FrameBytes}, a sample of each channel."));
        }

        if (length == 0)
        {
            throw new DataFormatException($"{name} has no samples: the part for them is empty.");
        }

        float[] samples = new float[length * format.Channels];
        for (int i = 0; i < samples.Length; i++)
        {
            int time = Math.DivRem(i, format.Channels, out int channel);
            samples[channel * length + time] = ReadSample(data.Slice(i * format.SampleBytes, format.SampleBytes), format.IsFloat);
        }

        return new WavFile(samples, format.Channels, format.SampleRate);
    }

    /// <summary>One sample: bytes are unsigned around 128, longer numbers are signed.</summary>
    private static float ReadSample(ReadOnlySpan<byte> bytes, bool isFloat) => bytes.Length switch
    {
        1 => (bytes[0] - 128) / 128f,
        2 => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768f,
        3 => ((bytes[0] | bytes[1] << 8 | bytes[2] << 16) << 8 >> 8) / 8388608f,
        _ => isFloat ? BinaryPrimitives.ReadSingleLittleEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2147483648f,
    };

    /// <summary>How samples are stored.</summary>
    private readonly record struct Format(int Channels, int SampleRate, int SampleBytes, bool IsFloat)
    {
        /// <summary>The bytes of a sample of each channel.</summary>
        public int FrameBytes => Channels * SampleBytes;
    }
}
