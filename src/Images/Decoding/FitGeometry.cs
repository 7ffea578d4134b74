namespace ConvGen.Images.Decoding;

/// <summary>How an image gets another size: to which it is resized, and where in that the example begins.</summary>
/// <param name="Height">The height to which it is resized.</param>
/// <param name="Width">The width to which it is resized.</param>
/// <param name="Top">The row of the resized image that is the example's first; negative where there is something above the image.</param>
/// <param name="Left">The column of the resized image that is the example's first.</param>
internal readonly record struct FitGeometry(int Height, int Width, int Top, int Left)
{
    /// <summary>What the options say of an image.</summary>
    public static FitGeometry Of(ImageOptions options, int height, int width)
    {
        (int newHeight, int newWidth) = options.Fit switch
        {
            ImageFit.Stretch => (options.Height, options.Width),
            ImageFit.Letterbox => Inside(options, height, width),
            _ => options.ShortSide is { } side ? WithShortSide(side, height, width) : Covering(options, height, width),
        };
        return new FitGeometry(newHeight, newWidth, Margin(newHeight, options.Height), Margin(newWidth, options.Width));
    }

    /// <summary>torchvision's <c>Resize(side)</c>.</summary>
    private static (int Height, int Width) WithShortSide(int side, int height, int width) =>
        width <= height ? (Longer(side, height, width), side) : (side, Longer(side, width, height));

    private static (int Height, int Width) Covering(ImageOptions options, int height, int width) =>
        (long)width * options.Height <= (long)height * options.Width
            ? (Longer(options.Width, height, width), options.Width)
            : (options.Height, Longer(options.Height, width, height));

    private static (int Height, int Width) Inside(ImageOptions options, int height, int width)
    {
        double scale = Math.Min((double)options.Height / height, (double)options.Width / width);
        return (Scaled(height, options.Height), Scaled(width, options.Width));

        int Scaled(int extent, int most) => Math.Clamp((int)Math.Round(extent * scale), 1, most);
    }

    private static int Longer(int side, int longer, int shorter) => (int)Math.Min((double)((long)side * longer) / shorter, 1 << 30);

    /// <summary>torchvision's <c>CenterCrop</c>, which rounds half to even, and pads by the smaller half first.</summary>
    private static int Margin(int have, int want) => have >= want ? (int)Math.Round((have - want) / 2.0) : -((want - have) / 2);
}
