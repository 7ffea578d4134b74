using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ConvGen.Engine;

/// <summary>
/// Picks one channel out of elements that stand side by side by channels: as many vectors of 16 bytes as there are channels hold one vector
/// of each.
/// </summary>
internal readonly struct ChannelPicks
{
    private const int MaxChannels = 4;

    // By size of an element (1, then 4), number of channels and channel.
    private static readonly ChannelPicks[] All = [.. OfSize(sizeof(byte)), .. OfSize(sizeof(float))];

    private readonly int _channels;
    private readonly Vector128<byte> _first;
    private readonly Vector128<byte> _second;
    private readonly Vector128<byte> _third;
    private readonly Vector128<byte> _fourth;

    private ChannelPicks(int elementSize, int channels, int channel)
    {
        _channels = channels;
        _first = Indices(elementSize, channels, channel, 0);
        _second = Indices(elementSize, channels, channel, 1);
        _third = Indices(elementSize, channels, channel, 2);
        _fourth = Indices(elementSize, channels, channel, 3);
    }

    /// <summary>How to pick a channel.</summary>
    /// <param name="elementSize">The bytes of an element, 1 or 4.</param>
    /// <param name="channels">How many channels stand side by side; a number that is supported.</param>
    /// <param name="channel">Which of them.</param>
    public static ref readonly ChannelPicks Of(int elementSize, int channels, int channel) =>
        ref All[((((elementSize == sizeof(byte) ? 0 : MaxChannels) + channels) - 1) * MaxChannels) + channel];

    /// <summary>Whether the processor picks out of so many channels; one needs no picking.</summary>
    /// <param name="channels">How many channels stand side by side.</param>
    public static bool Supports(int channels) =>
        channels == 1 || (channels <= MaxChannels && (Ssse3.IsSupported || AdvSimd.Arm64.IsSupported));

    /// <summary>The next 16 bytes of the channel.</summary>
    /// <param name="source">The first byte of channel 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<byte> Next(ref byte source)
    {
        Vector128<byte> bytes = Vector128.LoadUnsafe(ref source);
        if (_channels == 1)
        {
            return bytes;
        }

        bytes = Pick(bytes, _first) | Pick(Vector128.LoadUnsafe(ref source, 16), _second);
        if (_channels >= 3)
        {
            bytes |= Pick(Vector128.LoadUnsafe(ref source, 32), _third);
        }

        if (_channels == 4)
        {
            bytes |= Pick(Vector128.LoadUnsafe(ref source, 48), _fourth);
        }

        return bytes;
    }

    // A byte with an index beyond the vector is 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Pick(Vector128<byte> bytes, Vector128<byte> indices) =>
        Ssse3.IsSupported ? Ssse3.Shuffle(bytes, indices) : AdvSimd.Arm64.VectorTableLookup(bytes, indices);

    private static IEnumerable<ChannelPicks> OfSize(int elementSize) =>
        from channels in Enumerable.Range(1, MaxChannels)
        from channel in Enumerable.Range(0, MaxChannels)
        select new ChannelPicks(elementSize, channels, channel);

    // From which byte of one of the vectors each byte comes; 0x80 where it comes from another.
    private static Vector128<byte> Indices(int elementSize, int channels, int channel, int vector)
    {
        Span<byte> indices = stackalloc byte[Vector128<byte>.Count];
        for (int i = 0; i < indices.Length; i++)
        {
            int element = i / elementSize;
            int place = (((element * channels) + channel) * elementSize) + (i % elementSize) - (vector * indices.Length);
            indices[i] = (byte)(place >= 0 && place < indices.Length ? place : 0x80);
        }

        return Vector128.Create<byte>(indices);
    }
}
