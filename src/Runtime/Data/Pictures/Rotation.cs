using ConvGen.Engine;

namespace ConvGen;

/// <summary>
/// A picture turned about its middle, in the old size: a pixel is interpolated linearly between the four around the place that turns onto
/// it, where a mask takes the nearest one. As PyTorch's <c>grid_sample</c> with <c>align_corners=False</c>, which torchvision's
/// <c>rotate</c> of tensors calls.
/// </summary>
/// <param name="Sine">Of the angle, counter-clockwise.</param>
/// <param name="Cosine">Of the angle.</param>
/// <param name="Height">The picture's height.</param>
/// <param name="Width">Its width.</param>
/// <param name="Padding">What comes in from outside.</param>
internal readonly record struct Rotation(double Sine, double Cosine, int Height, int Width, CropPadding Padding) : IGeometry
{
    /// <summary>Turns by an angle in degrees, counter-clockwise.</summary>
    public static Rotation By(double degrees, PictureForm form, CropPadding padding)
    {
        (double sine, double cosine) = Math.SinCos(degrees * (Math.PI / 180));
        return new Rotation(sine, cosine, form.Height, form.Width, padding);
    }

    /// <summary>Draws an angle evenly from −<paramref name="most"/> to <paramref name="most"/>.</summary>
    public static Rotation Draw(RandomSource random, double most, PictureForm form, CropPadding padding) =>
        By(random.NextBetween(-most, most), form, padding);

    /// <inheritdoc/>
    public void Picture(PictureForm form, ReadOnlySpan<float> from, Span<float> to)
    {
        int pixel = form.PixelStride;
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                (double placeY, double placeX) = Source(y, x);
                double floorY = Math.Floor(placeY);
                double floorX = Math.Floor(placeX);
                float down = (float)(placeY - floorY);
                float right = (float)(placeX - floorX);
                int top = Border.Source((long)floorY, Height, Padding);
                int bottom = Border.Source((long)floorY + 1, Height, Padding);
                int left = Border.Source((long)floorX, Width, Padding);
                int last = Border.Source((long)floorX + 1, Width, Padding);
                for (int c = 0; c < form.Channels; c++)
                {
                    ReadOnlySpan<float> channel = from[(c * form.ChannelStride)..];
                    float upper = (1 - right) * At(channel, top, left, form) + right * At(channel, top, last, form);
                    float lower = (1 - right) * At(channel, bottom, left, form) + right * At(channel, bottom, last, form);
                    to[c * form.ChannelStride + y * form.RowStride + x * pixel] = (1 - down) * upper + down * lower;
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Mask(PictureForm form, ReadOnlySpan<float> from, Span<float> to, float outside)
    {
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                (double placeY, double placeX) = Source(y, x);
                int row = Border.Source((long)Math.Floor(placeY + 0.5), Height, Padding);
                int column = Border.Source((long)Math.Floor(placeX + 0.5), Width, Padding);
                for (int c = 0; c < form.Channels; c++)
                {
                    int channel = c * form.ChannelStride;
                    to[channel + y * form.RowStride + x * form.PixelStride] = row < 0 || column < 0
                        ? outside
                        : from[channel + row * form.RowStride + column * form.PixelStride];
                }
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>The upright box around the turned one.</remarks>
    public BoxEdges Box(BoxEdges box)
    {
        double middleX = (box.Left + (double)box.Right - Width) / 2;
        double middleY = (box.Top + (double)box.Bottom - Height) / 2;
        double halfX = (box.Right - (double)box.Left) / 2;
        double halfY = (box.Bottom - (double)box.Top) / 2;
        double x = Width / 2.0 + Cosine * middleX + Sine * middleY;
        double y = Height / 2.0 - Sine * middleX + Cosine * middleY;
        double reachX = Math.Abs(Cosine) * halfX + Math.Abs(Sine) * halfY;
        double reachY = Math.Abs(Sine) * halfX + Math.Abs(Cosine) * halfY;
        return new BoxEdges((float)(x - reachX), (float)(y - reachY), (float)(x + reachX), (float)(y + reachY));
    }

    /// <summary>The place that turns onto the middle of a pixel, in pixels from the middle of the first one.</summary>
    private (double Y, double X) Source(int y, int x)
    {
        double fromMiddleX = x - (Width - 1) / 2.0;
        double fromMiddleY = y - (Height - 1) / 2.0;
        double placeY = Sine * fromMiddleX + Cosine * fromMiddleY + (Height - 1) / 2.0;
        double placeX = Cosine * fromMiddleX - Sine * fromMiddleY + (Width - 1) / 2.0;
        return (placeY, placeX);
    }

    private static float At(ReadOnlySpan<float> channel, int row, int column, PictureForm form) =>
        row < 0 || column < 0 ? 0 : channel[row * form.RowStride + column * form.PixelStride];
}
