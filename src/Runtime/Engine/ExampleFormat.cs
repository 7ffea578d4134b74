using System.ComponentModel;

namespace ConvGen.Engine;

/// <summary>
/// How callers lay out examples, and what the network sees of an element x: x·scale + shift, both of its channel. Product and sum are
/// rounded apart, so that every processor gets the same bits.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ExampleFormat
{
    private readonly float[] _scales;
    private readonly float[] _shifts;

    /// <summary>Describes the examples of a network.</summary>
    /// <param name="interleaved">
    /// Whether the channels of a position stand side by side, [D][H][W][C]; otherwise planar, [C][D][H][W].
    /// </param>
    /// <param name="scales">One factor for each channel, or one for all of them.</param>
    /// <param name="shifts">One summand for each factor.</param>
    /// <exception cref="ArgumentException">There are no factors, or not as many factors as summands.</exception>
    public ExampleFormat(bool interleaved, float[] scales, float[] shifts)
    {
        ArgumentNullException.ThrowIfNull(scales);
        ArgumentNullException.ThrowIfNull(shifts);
        if (scales.Length == 0 || scales.Length != shifts.Length)
        {
            throw new ArgumentException("There must be one summand for each factor, and at least one.", nameof(shifts));
        }

        IsInterleaved = interleaved;
        _scales = scales;
        _shifts = shifts;
    }

    /// <summary>Whether the channels of a position stand side by side.</summary>
    internal bool IsInterleaved { get; }

    /// <summary>Whether all channels have one factor and one summand.</summary>
    internal bool IsUniform => _scales.Length == 1;

    /// <summary>The factor of a channel.</summary>
    internal float Scale(int channel) => _scales[IsUniform ? 0 : channel];

    /// <summary>The summand of a channel.</summary>
    internal float Shift(int channel) => _shifts[IsUniform ? 0 : channel];
}
