using System.ComponentModel;

#if CONVGEN_GENERATOR
namespace ConvGen.Generator.Geometry;
#else
namespace ConvGen.Engine;
#endif

/// <summary>
/// Which of several filters along one axis a weight is of: filter (First + position·PositionStep + tap·TapStep) mod Count. The default
/// is one filter for all.
/// </summary>
/// <param name="Count">Filters along the axis; 0 for one.</param>
/// <param name="First">The filter of position 0 and tap 0, not negative.</param>
/// <param name="PositionStep">From the filter of a position to that of the next, not negative.</param>
/// <param name="TapStep">From the filter of a tap to that of the next, not negative.</param>
/// <param name="Positions">Positions along the axis whose weights are packed apart.</param>
/// <param name="Stride">Distance in the tensor between filters.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct FilterCycle(int Count, int First, int PositionStep, int TapStep, int Positions, int Stride)
{
    /// <summary>
    /// Distance in the tensor from the first filter to that of a position and a tap; takes the position from what is left of an index.
    /// </summary>
    internal int Offset(ref int position, int tap)
    {
        if (Count == 0)
        {
            return 0;
        }

        int own = position % Positions;
        position /= Positions;
        return (int)((First + ((long)own * PositionStep) + ((long)tap * TapStep)) % Count) * Stride;
    }
}
