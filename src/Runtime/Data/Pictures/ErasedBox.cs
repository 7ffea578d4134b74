using ConvGen.Engine;

namespace ConvGen;

/// <summary>A rectangle of a picture that is covered.</summary>
/// <param name="Top">Its first row.</param>
/// <param name="Left">Its first column.</param>
/// <param name="Height">Its rows; 0 for no rectangle.</param>
/// <param name="Width">Its columns.</param>
internal readonly record struct ErasedBox(int Top, int Left, int Height, int Width)
{
    private const int Attempts = 10;

    /// <summary>Draws whether there is a rectangle, and which, as torchvision's <c>RandomErasing</c> does.</summary>
    public static ErasedBox Draw(RandomSource random, RandomErasing erasing, PictureForm form)
    {
        if (random.NextUniform() >= erasing.Probability)
        {
            return default;
        }

        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            (double height, double width) =
                RandomBox.Draw(random, form, erasing.MinScale, erasing.MaxScale, erasing.MinRatio, erasing.MaxRatio);
            if (height < form.Height && width < form.Width)
            {
                int top = random.NextBelow(form.Height - (int)height + 1);
                int left = random.NextBelow(form.Width - (int)width + 1);
                return new ErasedBox(top, left, (int)height, (int)width);
            }
        }

        return default;
    }

    /// <summary>Covers the rectangle.</summary>
    /// <param name="random">Where noise comes from.</param>
    /// <param name="erasing">With what.</param>
    /// <param name="form">How the picture lies.</param>
    /// <param name="picture">The picture.</param>
    public void Apply(RandomSource random, RandomErasing erasing, PictureForm form, Span<float> picture)
    {
        for (int c = 0; c < form.Channels; c++)
        {
            float value = erasing.Values.Count == 1 ? erasing.Values[0] : erasing.Values[c];
            for (int y = Top; y < Top + Height; y++)
            {
                for (int x = Left; x < Left + Width; x++)
                {
                    float noise = erasing.Noise > 0 ? (float)(erasing.Noise * random.NextNormal()) : 0;
                    picture[c * form.ChannelStride + y * form.RowStride + x * form.PixelStride] = value + noise;
                }
            }
        }
    }
}
