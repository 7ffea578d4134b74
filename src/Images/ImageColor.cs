namespace ConvGen.Images;

/// <summary>The channels of an image.</summary>
public enum ImageColor
{
    /// <summary>Red, green and blue. What a file says of transparency is left out.</summary>
    Rgb,

    /// <summary>Grey by ITU-R 601-2: 0.299·R + 0.587·G + 0.114·B, as Pillow's <c>convert("L")</c> rounds it.</summary>
    Gray,
}
