using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ConvGen.Engine;

/// <summary>Where the elements of a value lie inside a network, in floats.</summary>
/// <param name="Blocked">Channels in blocks of 16, <c>[C/16][D][H][W][16]</c>; otherwise planar, <c>[C][D][H][W]</c>.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Depth">Extent along the depth.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Origin">Offset of the first pixel inside the border of zeros.</param>
/// <param name="RowStride">Distance between rows.</param>
/// <param name="PlaneStride">Distance between planes of the depth.</param>
/// <param name="BlockStride">Distance between blocks of channels, between channels when planar.</param>
/// <param name="ExampleStride">Distance between examples.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct StoredLayout(
    bool Blocked,
    int Channels,
    int Depth,
    int Height,
    int Width,
    int Origin,
    int RowStride,
    int PlaneStride,
    int BlockStride,
    int ExampleStride)
{
    /// <summary>Channels in a block, on every processor.</summary>
    public const int BlockSize = ChannelGroups.BlockSize;

    /// <summary>Floats of one example as callers have it: C·D·H·W.</summary>
    public int PlanarLength => Channels * Positions;

    /// <summary>Positions of a channel.</summary>
    internal int Positions => Depth * Height * Width;

    /// <summary>Whether rows follow each other without a gap.</summary>
    internal bool IsDense => RowStride == Width * PixelStride && PlaneStride == Height * RowStride;

    /// <summary>Blocks of channels, channels when planar.</summary>
    internal int Blocks => Blocked ? (Channels + BlockSize - 1) / BlockSize : Channels;

    /// <summary>Distance between neighbours in a row.</summary>
    internal int PixelStride => Blocked ? BlockSize : 1;

    /// <summary>Whether the elements follow each other as in a planar example, without a gap.</summary>
    internal bool IsInPlanarOrder => Blocked
        ? Positions == 1 && BlockStride == BlockSize
        : IsDense && BlockStride == Depth * PlaneStride;

    /// <summary>Offset of a channel's first pixel from that of channel 0.</summary>
    /// <param name="channel">The channel.</param>
    internal nint ChannelStart(int channel) => Blocked
        ? ((nint)(channel / BlockSize) * BlockStride) + (channel % BlockSize)
        : (nint)channel * BlockStride;

    /// <summary>Whether a channel is zero at every position of every example.</summary>
    /// <param name="value">The value's first float.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="examples">How many examples there are.</param>
    internal bool IsZero(ref float value, int channel, int examples) => All(ref value, channel, examples, static number => number == 0);

    /// <summary>Whether a channel is finite at every position of every example.</summary>
    /// <param name="value">The value's first float.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="examples">How many examples there are.</param>
    internal bool IsFinite(ref float value, int channel, int examples) => All(ref value, channel, examples, float.IsFinite);

    private bool All(ref float value, int channel, int examples, Func<float, bool> holds)
    {
        for (int row = 0; row < examples * Depth * Height; row++)
        {
            int plane = Math.DivRem(row, Height, out int y);
            int example = Math.DivRem(plane, Depth, out int z);
            nint start = Origin + ChannelStart(channel) + (nint)example * ExampleStride + (nint)z * PlaneStride + (nint)y * RowStride;
            for (int x = 0; x < Width; x++)
            {
                if (!holds(Unsafe.Add(ref value, start + x * PixelStride)))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
