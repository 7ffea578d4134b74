using static System.FormattableString;

namespace ConvGen.Images;

/// <summary>Which class a colour of a mask stands for.</summary>
public sealed class MaskPalette
{
    private const int PascalVocColors = 256;

    private readonly Dictionary<int, byte> _classes;

    /// <summary>A palette of one colour for each class: class 0 has the first.</summary>
    /// <param name="colors">The colours, as 0xRRGGBB.</param>
    /// <exception cref="ArgumentException">There are more than 256 colours, or one stands there twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is no colour.</exception>
    public MaskPalette(params int[] colors)
        : this(Numbered(colors))
    {
    }

    /// <summary>A palette where several colours may be one class, and a class any number.</summary>
    /// <param name="classes">The class, from 0 to 255, of each colour, as 0xRRGGBB.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is no colour, or a class is not from 0 to 255.</exception>
    public MaskPalette(IReadOnlyDictionary<int, int> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        foreach ((int color, int label) in classes)
        {
            if (color is < 0 or > 0xFFFFFF || label is < byte.MinValue or > byte.MaxValue)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(classes), Invariant($"A colour is from 0 to 0xFFFFFF and a class from 0 to 255, not 0x{color:X6} and {label}."));
            }
        }

        _classes = classes.ToDictionary(pair => pair.Key, pair => (byte)pair.Value);
    }

    /// <summary>
    /// The colours of PASCAL VOC, as its files have them: 256 of them, of which 0 is the background, 1 to 20 are the classes, and 255, the
    /// border, is the label to ignore. The bits of a class go in turn to red, green and blue, from their highest bits down.
    /// </summary>
    public static MaskPalette PascalVoc { get; } = new([.. Enumerable.Range(0, PascalVocColors).Select(PascalVocColor)]);

    /// <summary>The class of a colour.</summary>
    internal bool TryGet(int color, out byte label) => _classes.TryGetValue(color, out label);

    private static int PascalVocColor(int label)
    {
        int color = 0;
        for (int bit = 7; label > 0; bit--, label >>= 3)
        {
            color |= (label & 1) << (16 + bit) | (label >> 1 & 1) << (8 + bit) | (label >> 2 & 1) << bit;
        }

        return color;
    }

    private static Dictionary<int, int> Numbered(int[] colors)
    {
        ArgumentNullException.ThrowIfNull(colors);
        if (colors.Distinct().Count() < colors.Length)
        {
            throw new ArgumentException("A colour stands for two classes.", nameof(colors));
        }

        return colors.Select((color, label) => (color, label)).ToDictionary(pair => pair.color, pair => pair.label);
    }
}
