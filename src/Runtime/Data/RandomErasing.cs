namespace ConvGen;

/// <summary>
/// A rectangle of random size, place and proportions is covered (Zhong et al. 2017): torchvision's <c>RandomErasing</c>. Masks and boxes
/// stay as they are.
/// </summary>
public sealed record RandomErasing
{
    private readonly double _probability = 0.5;
    private readonly double _minScale = 0.02;
    private readonly double _maxScale = 0.33;
    private readonly double _minRatio = 0.3;
    private readonly double _maxRatio = 3.3;
    private readonly IReadOnlyList<float> _values = [0];
    private readonly double _noise;

    /// <summary>How many of the examples have one; 0.5 when omitted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 1.</exception>
    public double Probability
    {
        get => _probability;
        init => _probability = Require.UpTo(value, 1, nameof(Probability));
    }

    /// <summary>The smallest part of the picture's area that is covered; 0.02 when omitted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0 and at most 1.</exception>
    public double MinScale
    {
        get => _minScale;
        init => _minScale = Require.Share(value, nameof(MinScale));
    }

    /// <summary>The largest part; 0.33 when omitted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0 and at most 1.</exception>
    public double MaxScale
    {
        get => _maxScale;
        init => _maxScale = Require.Share(value, nameof(MaxScale));
    }

    /// <summary>The smallest height by width; 0.3 when omitted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive and finite.</exception>
    public double MinRatio
    {
        get => _minRatio;
        init => _minRatio = Require.Positive(value, nameof(MinRatio));
    }

    /// <summary>The largest; 3.3 when omitted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive and finite.</exception>
    public double MaxRatio
    {
        get => _maxRatio;
        init => _maxRatio = Require.Positive(value, nameof(MaxRatio));
    }

    /// <summary>The values that cover it: one for each channel, or one for all; 0 when omitted.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public IReadOnlyList<float> Values
    {
        get => _values;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Values));
            _values = value.Count > 0
                ? [.. value]
                : throw new ArgumentException("There is one value for all channels, or one for each.", nameof(Values));
        }
    }

    /// <summary>The standard deviation of the normal noise that is added to the values; 0, for none, when omitted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public double Noise
    {
        get => _noise;
        init => _noise = Require.UpTo(value, float.MaxValue, nameof(Noise));
    }
}
