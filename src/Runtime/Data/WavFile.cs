using System.Buffers.Binary;
using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Sound from a WAV file (RIFF, little-endian): whole numbers of 8, 16, 24 or 32 bits, or 32-bit floats. Whole numbers become numbers from −1 to
/// below 1.
/// </summary>
public sealed class WavFile
{
    private const int ChunkHeader = 8;
    private const int FormatLength = 16;
    private const int ExtensibleLength = 40;
    private const int WholeNumbers = 1;
    private const int Floats = 3;
    private const int Extensible = 0xFFFE;

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
        if (bytes.Length < 12 || !bytes[..4].SequenceEqual("RIFF"u8) || !bytes[8..12].SequenceEqual("WAVE"u8))
        {
            throw new DataFormatException($"{name} is no WAV file: it does not begin with RIFF, a length and WAVE.");
        }

        Format? format = null;
        for (int at = 12; at <= bytes.Length - ChunkHeader;)
        {
            var kind = bytes.Slice(at, 4);
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            at += ChunkHeader;
            if (length > bytes.Length - at)
            {
                throw new DataFormatException(Invariant(
                    $"{name} is truncated: a part of {length} bytes begins at byte {at}, and the file has {bytes.Length} bytes."));
            }

            var chunk = bytes.Slice(at, (int)length);
            if (kind.SequenceEqual("fmt "u8))
            {
                format = ReadFormat(chunk, name);
            }
            else if (kind.SequenceEqual("data"u8))
            {
                return format is { } known ? ReadSamples(chunk, known, name) : throw new DataFormatException($"{name} has samples before it says what they are.");
            }

            // Parts begin at even places.
            at += (int)Math.Min(length + (length & 1), (uint)(bytes.Length - at));
        }

        throw new DataFormatException($"{name} has no samples.");
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
            throw new DataFormatException(Invariant(
                $"{name} has {bits} bits in format {tag}; whole numbers (format 1) of 8, 16, 24 or 32 bits and floats (format 3) of 32 bits are read."));
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
        int length = Math.DivRem(data.Length, format.Channels * format.SampleBytes, out int rest);
        if (rest != 0)
        {
            throw new DataFormatException(Invariant(
                $"{name} has {data.Length} bytes of samples, which is no multiple of {format.Channels * format.SampleBytes}, a sample of each channel."));
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
    private readonly record struct Format(int Channels, int SampleRate, int SampleBytes, bool IsFloat);
}
