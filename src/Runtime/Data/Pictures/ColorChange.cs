using ConvGen.Engine;

namespace ConvGen;

/// <summary>
/// Brightness, contrast, saturation and hue, changed in a drawn order, by the formulas of torchvision's <c>ColorJitter</c> for tensors of
/// floats. Every change ends at black and white.
/// </summary>
/// <param name="White">The value of white.</param>
/// <param name="Brightness">What each value is multiplied by.</param>
/// <param name="Contrast">What the distance from the mean grey is multiplied by.</param>
/// <param name="Saturation">What the distance from the grey of the pixel is multiplied by.</param>
/// <param name="Hue">How far colours go round the circle of hues, of which 1 is the whole.</param>
/// <param name="Order">
/// The four changes in the order in which they are made, from 0, brightness, to 3, hue: two bits each, the first the lowest.
/// </param>
internal readonly record struct ColorChange(float White, float Brightness, float Contrast, float Saturation, float Hue, int Order)
{
    private const float Red = 0.2989f;
    private const float Green = 0.587f;
    private const float Blue = 0.114f;

    /// <summary>Draws the factors and the order as <c>ColorJitter.get_params</c> does.</summary>
    public static ColorChange Draw(RandomSource random, ColorJitter jitter)
    {
        Span<int> order = [0, 1, 2, 3];
        random.Shuffle(order);
        float brightness = Factor(random, jitter.Brightness);
        float contrast = Factor(random, jitter.Contrast);
        float saturation = Factor(random, jitter.Saturation);
        float hue = (float)random.NextBetween(-jitter.Hue, jitter.Hue);
        int places = order[0] | order[1] << 2 | order[2] << 4 | order[3] << 6;
        return new ColorChange(jitter.White, brightness, contrast, saturation, hue, places);
    }

    /// <summary>Changes a picture of one channel or of red, green and blue.</summary>
    public void Apply(PictureForm form, Span<float> picture)
    {
        for (int i = 0; i < 4; i++)
        {
            switch (Order >> 2 * i & 3)
            {
                case 0 when Brightness != 1:
                    Blend(picture, 0, Brightness);
                    break;
                case 1 when Contrast != 1:
                    Blend(picture, (float)MeanGray(form, picture), Contrast);
                    break;
                case 2 when Saturation != 1 && form.Channels == 3:
                    Saturate(form, picture);
                    break;
                case 3 when Hue != 0 && form.Channels == 3:
                    Turn(form, picture);
                    break;
            }
        }
    }

    private static float Factor(RandomSource random, double most) => (float)random.NextBetween(Math.Max(0, 1 - most), 1 + most);

    private static float Gray(float red, float green, float blue) => Red * red + Green * green + Blue * blue;

    private static double MeanGray(PictureForm form, ReadOnlySpan<float> picture)
    {
        double sum = 0;
        int positions = form.Height * form.Width;
        for (int i = 0; i < positions; i++)
        {
            int at = i * form.PixelStride;
            int next = form.ChannelStride;
            sum += form.Channels == 1 ? picture[at] : Gray(picture[at], picture[at + next], picture[at + 2 * next]);
        }

        return sum / positions;
    }

    private void Blend(Span<float> picture, float other, float factor)
    {
        for (int i = 0; i < picture.Length; i++)
        {
            picture[i] = Blend(picture[i], other, factor);
        }
    }

    private float Blend(float value, float other, float factor) => Math.Clamp(factor * value + (1 - factor) * other, 0, White);

    private void Saturate(PictureForm form, Span<float> picture)
    {
        for (int i = 0; i < form.Height * form.Width; i++)
        {
            ref float red = ref picture[i * form.PixelStride];
            ref float green = ref picture[i * form.PixelStride + form.ChannelStride];
            ref float blue = ref picture[i * form.PixelStride + 2 * form.ChannelStride];
            float gray = Gray(red, green, blue);
            red = Blend(red, gray, Saturation);
            green = Blend(green, gray, Saturation);
            blue = Blend(blue, gray, Saturation);
        }
    }

    private void Turn(PictureForm form, Span<float> picture)
    {
        for (int i = 0; i < form.Height * form.Width; i++)
        {
            ref float red = ref picture[i * form.PixelStride];
            ref float green = ref picture[i * form.PixelStride + form.ChannelStride];
            ref float blue = ref picture[i * form.PixelStride + 2 * form.ChannelStride];
            float value = Math.Max(red, Math.Max(green, blue));
            float range = value - Math.Min(red, Math.Min(green, blue));
            if (!(range > 0))
            {
                continue;
            }

            // The sector of the circle from 0, red, through 2, green, and 4, blue, to 6, and how far from grey the colour is.
            float sector = value == red ? (green - blue) / range : value == green ? 2 + (blue - red) / range : 4 + (red - green) / range;
            float hue = sector / 6 + Hue + 1;
            hue = (hue - MathF.Floor(hue)) * 6;
            red = Channel(5);
            green = Channel(3);
            blue = Channel(1);

            // Of hexagonal cones, the channel that is largest at a hue of (5 − from) sectors.
            float Channel(float from)
            {
                float place = (from + hue) % 6;
                return value - range * Math.Clamp(Math.Min(place, 4 - place), 0, 1);
            }
        }
    }
}
