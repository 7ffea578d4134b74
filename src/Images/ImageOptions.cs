using static System.FormattableString;

namespace ConvGen.Images;

/// <summary>What becomes of the images of a folder.</summary>
public sealed record ImageOptions
{
    private readonly int _height;
    private readonly int _width;
    private readonly ImageFit _fit;
    private readonly int? _shortSide;
    private readonly ImageColor _color;
    private readonly InputLayout _layout;
    private readonly float _scale = 1f / 255;
    private readonly int _maxPixels = 1 << 26;
    private readonly long _cacheBytes;

    /// <summary>The height of the network's input.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public required int Height
    {
        get => _height;
        init => _height = Positive(value, nameof(Height));
    }

    /// <summary>The width of the network's input.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public required int Width
    {
        get => _width;
        init => _width = Positive(value, nameof(Width));
    }

    /// <summary>How images get that size; when omitted, the middle is cut out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such way.</exception>
    public ImageFit Fit
    {
        get => _fit;
        init => _fit = Defined(value, nameof(Fit));
    }

    /// <summary>
    /// What the shorter side becomes before the middle is cut out, such as 256 for 224; null, as it is when omitted, for as little as
    /// covers the size. Where the image is smaller than the size then, it is surrounded by <see cref="Fill"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int? ShortSide
    {
        get => _shortSide;
        init => _shortSide = value is { } side ? Positive(side, nameof(ShortSide)) : null;
    }

    /// <summary>The channels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no such channels.</exception>
    public ImageColor Color
    {
        get => _color;
        init => _color = Defined(value, nameof(Color));
    }

    /// <summary>In which order the floats of an example lie: that of the network's <see cref="InputAttribute.Layout"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layout.</exception>
    public InputLayout Layout
    {
        get => _layout;
        init => _layout = Defined(value, nameof(Layout));
    }

    /// <summary>What each byte is multiplied by; 1/255 when omitted, 1 for a network that declares bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public float Scale
    {
        get => _scale;
        init => _scale = float.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Scale), Invariant($"A scale is finite, not {value}."));
    }

    /// <summary>
    /// What is subtracted after that: one number, or one for each channel; null, as it is when omitted, for 0. A network that declares
    /// <see cref="InputAttribute.Mean"/> subtracts it itself.
    /// </summary>
    public IReadOnlyList<float>? Mean { get; init; }

    /// <summary>What is divided by in the end: one positive number, or one for each channel; null, as it is when omitted, for 1.</summary>
    public IReadOnlyList<float>? Std { get; init; }

    /// <summary>The value, as a byte, of what lies outside of an image; 0 when omitted.</summary>
    public byte Fill { get; init; }

    /// <summary>Whether images are turned as their EXIF data says, which a camera that is held upright writes; true when omitted.</summary>
    public bool ApplyOrientation { get; init; } = true;

    /// <summary>
    /// The most pixels of a file, which are known before it is decoded; 2²⁶ when omitted. A file of a few kilobytes may hold thousands of
    /// millions. Decoding takes 4 bytes for each on every thread that reads, and 1 or 3 for each more.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive, or above 2²⁸.</exception>
    public int MaxPixels
    {
        get => _maxPixels;
        init => _maxPixels = value is > 0 and <= 1 << 28
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxPixels), Invariant($"A limit of pixels is from 1 to 2^28, not {value}."));
    }

    /// <summary>
    /// Whether files that cannot be decoded are left out and listed. To know them, every file is decoded when the folder is loaded. False,
    /// as it is when omitted: reading such a file is an error that names it.
    /// </summary>
    public bool SkipUnreadable { get; init; }

    /// <summary>
    /// How many bytes of decoded and resized images are kept, of which an image takes C·H·W; 0, for none, when omitted. The images that
    /// were read first are kept, so that every epoch finds the same part of them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public long CacheBytes
    {
        get => _cacheBytes;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(CacheBytes));
            _cacheBytes = value;
        }
    }

    /// <summary>1 or 3.</summary>
    internal int Channels => Color == ImageColor.Rgb ? 3 : 1;

    /// <summary>Checks what several settings have to do with each other.</summary>
    /// <exception cref="ArgumentException">They do not go together.</exception>
    internal void Check(string name)
    {
        if ((long)Channels * Height * Width > 1 << 29)
        {
            throw new ArgumentException(Invariant($"An example of {Channels}×{Height}×{Width} is larger than any network's."), name);
        }

        if (ShortSide is not null && Fit != ImageFit.CenterCrop)
        {
            throw new ArgumentException(Invariant($"ShortSide is for ImageFit.CenterCrop, not for ImageFit.{Fit}."), name);
        }

        CheckChannels(Mean, nameof(Mean), name);
        CheckChannels(Std, nameof(Std), name);
        if (Std?.Any(std => !(std > 0)) == true)
        {
            throw new ArgumentException("The numbers of Std are positive.", name);
        }
    }

    private void CheckChannels(IReadOnlyList<float>? numbers, string setting, string name)
    {
        if (numbers is not null && numbers.Count != 1 && numbers.Count != Channels)
        {
            throw new ArgumentException(
                Invariant($"{setting} has one number, or one for each of the {Channels} channels, not {numbers.Count}."), name);
        }
    }

    private static int Positive(int value, string name) => value > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"An extent is positive, not {value}."));

    private static T Defined<T>(T value, string name)
        where T : struct, Enum => Enum.IsDefined(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"There is no {typeof(T).Name} {value:D}."));
}
