using ConvGen.Engine;

namespace ConvGen;

/// <summary>A picture cut out of the padded one, then mirrored left to right or not.</summary>
/// <param name="Down">How many rows further down the cut begins than the picture; negative for further up.</param>
/// <param name="Right">How many columns further right.</param>
/// <param name="Flip">Whether it is mirrored.</param>
/// <param name="Height">The picture's height.</param>
/// <param name="Width">Its width.</param>
/// <param name="Padding">What comes in from outside.</param>
/// <param name="Columns">Working memory of a number for each column.</param>
internal readonly record struct ShiftAndFlip(
    int Down, int Right, bool Flip, int Height, int Width, CropPadding Padding, int[] Columns) : IGeometry
{
    /// <summary>Draws one: a mirrored picture in half of the cases, and both shifts evenly.</summary>
    public static ShiftAndFlip Draw(
        RandomSource random, bool flip, int vertical, int horizontal, PictureForm form, CropPadding padding, int[] columns)
    {
        bool isFlipped = flip && random.NextBelow(2) == 1;
        int down = Shift(random, vertical);
        int right = Shift(random, horizontal);
        return new ShiftAndFlip(down, right, isFlipped, form.Height, form.Width, padding, columns);
    }

    /// <inheritdoc/>
    public void Picture(PictureForm form, ReadOnlySpan<float> from, Span<float> to) => Mask(form, from, to, 0);

    /// <inheritdoc/>
    public void Mask(PictureForm form, ReadOnlySpan<float> from, Span<float> to, float outside)
    {
        for (int x = 0; x < Width; x++)
        {
            Columns[x] = Border.Source((long)(Flip ? Width - 1 - x : x) + Right, Width, Padding);
        }

        // A line is a row of pixels: of one channel, or of all channels where they stand side by side.
        int length = form.RowStride;
        for (int line = 0; line < form.Pieces * Height; line++)
        {
            int y = line % Height;
            int source = Border.Source((long)y + Down, Height, Padding);
            Span<float> changed = to.Slice(line * length, length);
            if (source < 0)
            {
                changed.Fill(outside);
            }
            else
            {
                Move(from.Slice((line - y + source) * length, length), changed, form.PieceWidth, outside);
            }
        }
    }

    /// <inheritdoc/>
    public BoxEdges Box(BoxEdges box)
    {
        BoxEdges moved = new(box.Left - Right, box.Top - Down, box.Right - Right, box.Bottom - Down);
        return Flip ? moved with { Left = Width - moved.Right, Right = Width - moved.Left } : moved;
    }

    /// <summary>A random shift from −most to most.</summary>
    private static int Shift(RandomSource random, int most) => most == 0 ? 0 : random.NextBelow(2 * most + 1) - most;

    private void Move(ReadOnlySpan<float> line, Span<float> changed, int pixelLength, float outside)
    {
        for (int x = 0; x < Width; x++)
        {
            int from = Columns[x];
            Span<float> pixel = changed.Slice(x * pixelLength, pixelLength);
            if (from < 0)
            {
                pixel.Fill(outside);
            }
            else
            {
                line.Slice(from * pixelLength, pixelLength).CopyTo(pixel);
            }
        }
    }
}
