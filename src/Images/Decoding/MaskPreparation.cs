using static System.FormattableString;

namespace ConvGen.Images.Decoding;

/// <summary>
/// Resizes decoded masks as their images are, each pixel to the nearest: the one whose area its middle lies in, as Pillow does.
/// </summary>
internal static class MaskPreparation
{
    /// <summary>Makes the classes of an example.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="path">Its file.</param>
    /// <param name="options">What becomes of images.</param>
    /// <param name="masks">What the pixels mean.</param>
    /// <param name="classes">Takes H·W classes.</param>
    /// <exception cref="DataFormatException">A pixel is no class.</exception>
    public static void Prepare(DecodedImage mask, string path, ImageOptions options, MaskOptions masks, Span<byte> classes)
    {
        if (mask.HasWideChannels && masks.Palette is null)
        {
            throw new DataFormatException($"{path} has 16 bits for a pixel; classes are read from 8.");
        }

        var fit = FitGeometry.Of(options, mask.Height, mask.Width);
        (int top, int height) = ImagePreparation.Shown(fit.Top, fit.Height, options.Height);
        (int left, int width) = ImagePreparation.Shown(fit.Left, fit.Width, options.Width);
        classes.Fill((byte)(masks.IgnoredLabel ?? 0));
        NearestPixels rows = new NearestPixels(mask.Height, fit.Height).Skip(Math.Max(fit.Top, 0));
        NearestPixels firstColumn = new NearestPixels(mask.Width, fit.Width).Skip(Math.Max(fit.Left, 0));
        for (int y = 0; y < height; y++)
        {
            int row = rows.Next();
            NearestPixels columns = firstColumn;
            Span<byte> to = classes.Slice((top + y) * options.Width + left, width);
            for (int x = 0; x < width; x++)
            {
                int column = columns.Next();
                to[x] = ClassOf(mask.ColorAt(row, column), masks) is var label and >= 0
                    ? (byte)label
                    : throw new DataFormatException(Describe(mask.ColorAt(row, column), row, column, path, masks));
            }
        }
    }

    /// <summary>The class of a colour; −1 for none.</summary>
    private static int ClassOf(int color, MaskOptions masks)
    {
        int blue = color & 0xFF;
        byte label = (byte)blue;
        bool isKnown = masks.Palette is { } palette ? palette.TryGet(color, out label) : color == blue * 0x010101;
        return isKnown && (label < masks.Classes || label == masks.IgnoredLabel) ? label : -1;
    }

    private static string Describe(int color, int row, int column, string path, MaskOptions masks)
    {
        string place = Invariant($"{path}: the pixel in row {row}, column {column} ");
        if (masks.Palette is { } palette)
        {
            return palette.TryGet(color, out byte label)
                ? place + Invariant($"has the colour of class {label}; classes are 0 to {masks.Classes - 1}.")
                : place + Invariant($"has the colour 0x{color:X6}, which the palette has not.");
        }

        return color == (color & 0xFF) * 0x010101
            ? place + Invariant($"is {color & 0xFF}; classes are 0 to {masks.Classes - 1}.")
            : place + Invariant($"has the colour 0x{color:X6}; masks of colours need {nameof(MaskOptions)}.{nameof(MaskOptions.Palette)}.");
    }
}
