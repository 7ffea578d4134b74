using System.Numerics;
using System.Runtime.InteropServices;
using ConvGen.Engine;

namespace ConvGen;

/// <summary>A piece of a picture, resized: linearly with antialiasing, masks by the nearest pixel.</summary>
/// <param name="Top">The first row of the piece.</param>
/// <param name="Left">Its first column.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Width">Its columns.</param>
/// <param name="ToHeight">The rows that it gets.</param>
/// <param name="ToWidth">The columns that it gets.</param>
/// <param name="Scratch">Working memory.</param>
internal readonly record struct ResizedCrop(
    int Top, int Left, int Height, int Width, int ToHeight, int ToWidth, ResizeScratch? Scratch) : IGeometry
{
    private const int Attempts = 10;

    /// <summary>Draws the piece as torchvision's <c>RandomResizedCrop.get_params</c> does.</summary>
    public static ResizedCrop Draw(RandomSource random, RandomResizedCrop crop, PictureForm from, PictureForm to, ResizeScratch scratch)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            (double width, double height) = RandomBox.Draw(random, from, crop.MinScale, crop.MaxScale, crop.MinRatio, crop.MaxRatio);
            if (width >= 1 && width <= from.Width && height >= 1 && height <= from.Height)
            {
                int top = random.NextBelow(from.Height - (int)height + 1);
                int left = random.NextBelow(from.Width - (int)width + 1);
                return new ResizedCrop(top, left, (int)height, (int)width, to.Height, to.Width, scratch);
            }
        }

        return Middle(crop, from, to, scratch);
    }

    /// <summary>The largest piece in the middle whose ratio is allowed.</summary>
    public static ResizedCrop Middle(RandomResizedCrop crop, PictureForm from, PictureForm to, ResizeScratch? scratch)
    {
        double ratio = (double)from.Width / from.Height;
        int width = ratio > crop.MaxRatio ? Math.Max((int)Math.Round(from.Height * crop.MaxRatio), 1) : from.Width;
        int height = ratio < crop.MinRatio ? Math.Max((int)Math.Round(from.Width / crop.MinRatio), 1) : from.Height;
        return new ResizedCrop((from.Height - height) / 2, (from.Width - width) / 2, height, width, to.Height, to.Width, scratch);
    }

    /// <inheritdoc/>
    public void Picture(PictureForm form, ReadOnlySpan<float> from, Span<float> to)
    {
        ResizeScratch scratch = Scratch!;
        scratch.Columns.Set(Width, ToWidth);
        scratch.Rows.Set(Height, ToHeight);
        int oldRow = form.RowStride;
        int newRow = ToWidth * form.PieceWidth;
        for (int piece = 0; piece < form.Pieces; piece++)
        {
            ReadOnlySpan<float> old = from.Slice(piece * form.Height * oldRow, form.Height * oldRow);
            Span<float> narrow = scratch.Narrow.AsSpan(0, Height * newRow);
            for (int y = 0; y < Height; y++)
            {
                int start = (Top + y) * oldRow + Left * form.PieceWidth;
                ResizeRow(old.Slice(start, Width * form.PieceWidth), narrow.Slice(y * newRow, newRow));
            }

            Span<float> changed = to.Slice(piece * ToHeight * newRow, ToHeight * newRow);
            for (int y = 0; y < ToHeight; y++)
            {
                SumRows(narrow[(scratch.Rows.Start(y) * newRow)..], scratch.Rows.Weights(y), changed.Slice(y * newRow, newRow));
            }
        }
    }

    /// <inheritdoc/>
    public void Mask(PictureForm form, ReadOnlySpan<float> from, Span<float> to, float outside)
    {
        int oldRow = form.RowStride;
        int newRow = ToWidth * form.PieceWidth;
        for (int piece = 0; piece < form.Pieces; piece++)
        {
            NearestPixels rows = new(Height, ToHeight);
            for (int y = 0; y < ToHeight; y++)
            {
                ReadOnlySpan<float> row = from.Slice((piece * form.Height + Top + rows.Next()) * oldRow, oldRow);
                Span<float> changed = to.Slice((piece * ToHeight + y) * newRow, newRow);
                NearestPixels columns = new(Width, ToWidth);
                for (int x = 0; x < ToWidth; x++)
                {
                    row.Slice((Left + columns.Next()) * form.PieceWidth, form.PieceWidth).CopyTo(changed[(x * form.PieceWidth)..]);
                }
            }
        }
    }

    /// <inheritdoc/>
    public BoxEdges Box(BoxEdges box)
    {
        float down = (float)ToHeight / Height;
        float right = (float)ToWidth / Width;
        return new BoxEdges((box.Left - Left) * right, (box.Top - Top) * down, (box.Right - Left) * right, (box.Bottom - Top) * down);
    }

    private void ResizeRow(ReadOnlySpan<float> old, Span<float> narrow)
    {
        int channels = narrow.Length / ToWidth;
        for (int x = 0; x < ToWidth; x++)
        {
            ReadOnlySpan<double> weights = Scratch!.Columns.Weights(x);
            int start = Scratch.Columns.Start(x) * channels;
            for (int c = 0; c < channels; c++)
            {
                double sum = 0;
                for (int k = 0; k < weights.Length; k++)
                {
                    sum += weights[k] * old[start + k * channels + c];
                }

                narrow[x * channels + c] = (float)sum;
            }
        }
    }

    /// <summary>A weighted sum of rows that follow each other.</summary>
    private static void SumRows(ReadOnlySpan<float> rows, ReadOnlySpan<double> weights, Span<float> sum)
    {
        sum.Clear();
        for (int k = 0; k < weights.Length; k++)
        {
            float weight = (float)weights[k];
            ReadOnlySpan<float> row = rows.Slice(k * sum.Length, sum.Length);
            Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
            ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
            for (int v = 0; v < sums.Length; v++)
            {
                sums[v] += vectors[v] * weight;
            }

            for (int x = sums.Length * Vector<float>.Count; x < sum.Length; x++)
            {
                sum[x] += row[x] * weight;
            }
        }
    }
}
