using static System.FormattableString;

namespace ConvGen;

/// <summary>How the floats of one result are arranged: all positions of the first channel, then all of the second, and so on.</summary>
/// <param name="Channels">How many channels; classes, for a classifier.</param>
/// <param name="Positions">How many positions of a map; 1 without spatial axes.</param>
public readonly record struct FeatureLayout(int Channels, int Positions)
{
    /// <summary>The floats of one result.</summary>
    public int Length => Channels * Positions;

    /// <summary>
    /// Where the first channel of a position is; the position's other channels are <see cref="Positions"/> apart from each other.
    /// </summary>
    /// <param name="position">The position, counted over one result after another.</param>
    public int StartOf(int position)
    {
        int example = Math.DivRem(position, Positions, out int place);
        return example * Length + place;
    }

    /// <summary>
    /// The largest channel of a position, of equal ones the first; −1 where one is not a number, because then none is the largest.
    /// </summary>
    /// <param name="scores">Begins with the position's first channel.</param>
    public int LargestChannel(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int c = 0; c < Channels; c++)
        {
            float score = scores[c * Positions];
            if (float.IsNaN(score))
            {
                return -1;
            }

            best = score > scores[best * Positions] ? c : best;
        }

        return best;
    }

    /// <summary>The layout of a shape.</summary>
    /// <param name="shape">Channels, then the spatial axes.</param>
    /// <exception cref="ArgumentException">There are no channels, an extent is not positive, or there are 2³¹ floats or more.</exception>
    public static FeatureLayout Of(IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        long length = shape.Count == 0 ? 0 : 1;
        foreach (int extent in shape)
        {
            length = extent < 1 || length > int.MaxValue ? 0 : length * extent;
        }

        if (length is 0 or > int.MaxValue)
        {
            string given = string.Join('×', shape.Select(extent => Invariant($"{extent}")));
            throw new ArgumentException(
                $"A shape is positive extents, channels first, of less than 2³¹ floats, not {given}.", nameof(shape));
        }

        return new FeatureLayout(shape[0], (int)(length / shape[0]));
    }

    /// <summary>Checks numbers that anybody may have given.</summary>
    /// <exception cref="ArgumentException">One is not positive, or there are 2³¹ floats or more.</exception>
    internal void Check(string name)
    {
        if (Channels < 1 || Positions < 1 || (long)Channels * Positions > int.MaxValue)
        {
            throw new ArgumentException(
                Invariant($"A result has some channels and positions, and less than 2³¹ floats, not {Channels}×{Positions}."), name);
        }
    }
}
