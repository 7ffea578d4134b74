namespace ConvGen;

/// <summary>
/// Brightness, contrast, saturation and hue are changed at random, in a random order: torchvision's <c>ColorJitter</c>, by its formulas
/// for floats. For pictures of one channel, which have brightness and contrast alone, or of red, green and blue.
/// </summary>
public sealed record ColorJitter
{
    private readonly float _white;
    private readonly double _brightness;
    private readonly double _contrast;
    private readonly double _saturation;
    private readonly double _hue;

    /// <summary>
    /// The value of white, where black is 0, and where changes end: 1 for pictures scaled to that, 255 for bytes. Pictures are normalised
    /// after that, by the network.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive and finite.</exception>
    public required float White
    {
        get => _white;
        init => _white = (float)Require.Positive(value, nameof(White));
    }

    /// <summary>b: every value is multiplied by the same number from max(0, 1 − b) to 1 + b.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public double Brightness
    {
        get => _brightness;
        init => _brightness = Require.UpTo(value, float.MaxValue, nameof(Brightness));
    }

    /// <summary>c: distances from the picture's mean grey are multiplied by a number from max(0, 1 − c) to 1 + c.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public double Contrast
    {
        get => _contrast;
        init => _contrast = Require.UpTo(value, float.MaxValue, nameof(Contrast));
    }

    /// <summary>s: distances of a pixel from its grey are multiplied by a number from max(0, 1 − s) to 1 + s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public double Saturation
    {
        get => _saturation;
        init => _saturation = Require.UpTo(value, float.MaxValue, nameof(Saturation));
    }

    /// <summary>h: every colour goes round the circle of hues by the same part of it from −h to h.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or above 0.5, which is halfway round.</exception>
    public double Hue
    {
        get => _hue;
        init => _hue = Require.UpTo(value, 0.5, nameof(Hue));
    }
}
