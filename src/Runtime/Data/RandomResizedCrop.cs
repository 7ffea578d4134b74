namespace ConvGen;

/// <summary>
/// A piece of a picture, of random size, place and proportions, resized linearly with antialiasing: torchvision's
/// <c>RandomResizedCrop</c>, which draws the piece up to ten times and takes the middle where none fits.
/// </summary>
public sealed record RandomResizedCrop
{
    private readonly double _minScale = 0.08;
    private readonly double _maxScale = 1;
    private readonly double _minRatio = 3.0 / 4;
    private readonly double _maxRatio = 4.0 / 3;
    private readonly int? _height;
    private readonly int? _width;

    /// <summary>The smallest part of the picture's area that a piece has; 0.08 when omitted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0 and at most 1.</exception>
    public double MinScale
    {
        get => _minScale;
        init => _minScale = Require.Share(value, nameof(MinScale));
    }

    /// <summary>The largest part; 1 when omitted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0 and at most 1.</exception>
    public double MaxScale
    {
        get => _maxScale;
        init => _maxScale = Require.Share(value, nameof(MaxScale));
    }

    /// <summary>The smallest width by height of a piece; 3/4 when omitted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive and finite.</exception>
    public double MinRatio
    {
        get => _minRatio;
        init => _minRatio = Require.Positive(value, nameof(MinRatio));
    }

    /// <summary>The largest; 4/3 when omitted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive and finite.</exception>
    public double MaxRatio
    {
        get => _maxRatio;
        init => _maxRatio = Require.Positive(value, nameof(MaxRatio));
    }

    /// <summary>The height that pieces get; null, as it is when omitted, for that of the picture.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int? Height
    {
        get => _height;
        init => _height = Require.Extent(value, nameof(Height));
    }

    /// <summary>The width that pieces get; null, as it is when omitted, for that of the picture.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int? Width
    {
        get => _width;
        init => _width = Require.Extent(value, nameof(Width));
    }
}
