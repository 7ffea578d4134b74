namespace ConvGen.Images;

/// <summary>How an image gets the size that the network wants. Images are resized as torchvision resizes PIL images.</summary>
public enum ImageFit
{
    /// <summary>
    /// Resized so that its shorter side is <see cref="ImageOptions.ShortSide"/>, then the middle is cut out: torchvision's <c>Resize</c>
    /// and <c>CenterCrop</c>.
    /// </summary>
    CenterCrop,

    /// <summary>Resized to the size that is wanted, whatever its proportions: torchvision's <c>Resize((H, W))</c>.</summary>
    Stretch,

    /// <summary>Resized to fit as a whole; the rest, on either side, is <see cref="ImageOptions.Fill"/>.</summary>
    Letterbox,
}
