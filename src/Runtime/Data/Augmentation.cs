using static System.FormattableString;

namespace ConvGen;

/// <summary>How examples are changed at random each time they are read, so that a network sees more of them than there are.</summary>
public sealed record Augmentation
{
    private readonly int _shift;
    private readonly CropPadding _padding;

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
}
