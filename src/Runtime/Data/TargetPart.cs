using static System.FormattableString;

namespace ConvGen;

/// <summary>What a part of an example's targets is, so that it can be changed together with the picture.</summary>
public sealed class TargetPart
{
    private readonly int _length;

    private TargetPart(PartKind kind, int length, int stride = 1, float outside = 0)
    {
        Kind = kind;
        _length = length;
        Stride = stride;
        Outside = outside;
    }

    /// <summary>The kinds of parts.</summary>
    internal enum PartKind
    {
        /// <summary>Nothing that has a place.</summary>
        Values,

        /// <summary>A number for each pixel.</summary>
        Mask,

        /// <summary>Rectangles.</summary>
        Boxes,
    }

    internal PartKind Kind { get; }

    /// <summary>The floats of a box, or 1.</summary>
    internal int Stride { get; }

    /// <summary>What comes into a mask from outside.</summary>
    internal float Outside { get; }

    /// <summary>Classes and other numbers that have no place in the picture, and stay as they are.</summary>
    /// <param name="count">How many there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static TargetPart Values(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new TargetPart(PartKind.Values, count);
    }

    /// <summary>
    /// Numbers for each pixel of the picture, such as its class: maps×H×W, one map after another whatever the layout of the picture. They
    /// move as the picture does, each to the nearest pixel.
    /// </summary>
    /// <param name="outside">What comes in from outside, unless that is reflected: a class, or the label that the loss ignores.</param>
    /// <param name="maps">How many maps there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static TargetPart Mask(float outside = 0, int maps = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maps, 1);
        return new TargetPart(PartKind.Mask, maps, outside: outside);
    }

    /// <summary>
    /// Boxes: left, upper, right and lower edge of each, in pixels from the picture's left and upper edge, then what else a box has, such
    /// as its class. They move as the picture does, and what leaves the picture is cut off. A box that has left it becomes 0, 0, 0, 0: one
    /// without area is none, and stays as it is.
    /// </summary>
    /// <param name="count">How many boxes there is room for.</param>
    /// <param name="stride">The floats of a box: 4 and what else it has.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive, or a box has fewer than 4 floats.</exception>
    public static TargetPart Boxes(int count, int stride = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 4);
        return new TargetPart(PartKind.Boxes, count, stride);
    }

    /// <summary>The floats of the part where a picture has a form.</summary>
    internal long LengthOf(PictureForm form) => Kind == PartKind.Mask ? (long)_length * form.Height * form.Width : (long)_length * Stride;

    /// <summary>The mask of a picture of a form.</summary>
    internal PictureForm MaskOf(PictureForm form) => new(_length, form.Height, form.Width, InputLayout.Planar);

    /// <summary>Says what it is.</summary>
    public override string ToString() => Kind switch
    {
        PartKind.Mask => Invariant($"mask of {_length}×H×W"),
        PartKind.Boxes => Invariant($"{_length} boxes of {Stride}"),
        _ => Invariant($"{_length} values"),
    };
}
