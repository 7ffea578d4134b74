using static System.FormattableString;

namespace ConvGen.Images;

/// <summary>What the pixels of masks mean.</summary>
public sealed record MaskOptions
{
    private readonly int _classes;
    private readonly int? _ignoredLabel;

    /// <summary>How many classes there are: a mask has the numbers from 0 to one less.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 1 to 256.</exception>
    public required int Classes
    {
        get => _classes;
        init => _classes = value is >= 1 and <= 256
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Classes), Invariant($"There are 1 to 256 classes, not {value}."));
    }

    /// <summary>
    /// A number that pixels of no class have, and that what lies outside of an image gets: that of the loss
    /// (<see cref="ClassLoss.IgnoredLabel"/>). Null, as it is when omitted, for none: outside is class 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 255.</exception>
    public int? IgnoredLabel
    {
        get => _ignoredLabel;
        init => _ignoredLabel = value is null or (>= byte.MinValue and <= byte.MaxValue)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(IgnoredLabel), Invariant($"A label of a mask is from 0 to 255, not {value}."));
    }

    /// <summary>
    /// The classes of colours; null, as it is when omitted, where a mask is grey, and the value of a pixel, from 0 to 255, is its class.
    /// Files whose pixels are indices of colours are read by their colours.
    /// </summary>
    public MaskPalette? Palette { get; init; }

    /// <summary>Whether images without a mask are left out; false, as it is when omitted, makes them an error.</summary>
    public bool SkipImagesWithoutMask { get; init; }
}
