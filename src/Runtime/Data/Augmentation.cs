using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// How examples are changed at random each time they are read, so that a network sees more of them than there are. What is set is done in
/// this order: <see cref="Crop"/>, <see cref="Shift"/>, <see cref="Flip"/>, <see cref="Rotation"/>, <see cref="Color"/>,
/// <see cref="Erasing"/>. For another order, put one <see cref="AugmentedDataset"/> around another, with another seed.
/// </summary>
public sealed record Augmentation
{
    private readonly int _shift;
    private readonly CropPadding _padding;
    private readonly double _rotation;

    /// <summary>Cuts a random piece out and resizes it; null, as it is when omitted, for the whole picture.</summary>
    public RandomResizedCrop? Crop { get; init; }

    /// <summary>Mirrors every second example, by chance, left to right.</summary>
    public bool Flip { get; init; }

    /// <summary>
    /// Pads each spatial axis by so many positions on either side and cuts a piece of the old size out at a random place: the
    /// picture moves by at most this many positions.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or at least 2³⁰, which no picture is wide.</exception>
    public int Shift
    {
        get => _shift;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Shift));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1 << 30, nameof(Shift));
            _shift = value;
        }
    }

    /// <summary>What comes in from outside the picture.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The padding is unknown.</exception>
    public CropPadding Padding
    {
        get => _padding;
        init => _padding = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Padding), Invariant($"There is no padding {(int)value}."));
    }

    /// <summary>
    /// Turns the picture about its middle by an angle from −this to this many degrees, with linear interpolation; it keeps its size.
    /// torchvision's <c>RandomRotation</c> with <c>InterpolationMode.BILINEAR</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 180.</exception>
    public double Rotation
    {
        get => _rotation;
        init => _rotation = Require.UpTo(value, 180, nameof(Rotation));
    }

    /// <summary>Changes brightness, contrast, saturation and hue; null, as it is when omitted, for none of them.</summary>
    public ColorJitter? Color { get; init; }

    /// <summary>Covers a random rectangle; null, as it is when omitted, for none.</summary>
    public RandomErasing? Erasing { get; init; }
}
