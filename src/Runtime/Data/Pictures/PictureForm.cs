namespace ConvGen;

/// <summary>How the floats of a picture lie: C×H×W channel after channel, or H×W×C with the channels of a pixel side by side.</summary>
/// <param name="Channels">C.</param>
/// <param name="Height">H; 1 for a signal.</param>
/// <param name="Width">W, or the length of a signal.</param>
/// <param name="Layout">In which of the two orders.</param>
internal readonly record struct PictureForm(int Channels, int Height, int Width, InputLayout Layout)
{
    /// <summary>The floats of a picture.</summary>
    public int Length => Channels * Height * Width;

    /// <summary>From a pixel to the one on its right.</summary>
    public int PixelStride => Layout == InputLayout.Planar ? 1 : Channels;

    /// <summary>From a row to the one below.</summary>
    public int RowStride => Width * PixelStride;

    /// <summary>From a channel to the next one of the same pixel.</summary>
    public int ChannelStride => Layout == InputLayout.Planar ? Height * Width : 1;

    /// <summary>
    /// How many pieces lie one after another, each of <see cref="PieceWidth"/> floats a pixel: the channels, or one with all of them.
    /// </summary>
    public int Pieces => Layout == InputLayout.Planar ? Channels : 1;

    /// <summary>The floats that stand side by side at a pixel of a piece.</summary>
    public int PieceWidth => PixelStride;

    /// <summary>The same picture in another size.</summary>
    public PictureForm Resized(int height, int width) => this with { Height = height, Width = width };
}
