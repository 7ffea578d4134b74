using System.ComponentModel;

#if CONVGEN_GENERATOR
namespace ConvGen.Generator.Geometry;
#else
namespace ConvGen.Engine;
#endif

/// <summary>
/// Which weight of a file's tensor multiplies input channel i at tap t for output o:
/// <c>First + o·OutputStride + (i·InputStride − group·GroupStride) + Σ t·Step</c>. One description serves forward weights, turned and
/// transposed ones (input gradients), dense layers (taps are the positions of the input map) and, read backwards, weight gradients.
/// Where output positions have filters of their own, a <see cref="FilterCycle"/> for each axis says which.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct WeightOrder
{
    /// <summary>The channels; outputs are the lanes of the packed weights.</summary>
    public required ChannelGroups Channels { get; init; }

    /// <summary>Taps along the depth.</summary>
    public int DepthTaps { get; init; } = 1;

    /// <summary>Taps along the height.</summary>
    public int HeightTaps { get; init; } = 1;

    /// <summary>Taps along the width.</summary>
    public int WidthTaps { get; init; } = 1;

    /// <summary>Index of the weight of output 0, input 0, tap 0.</summary>
    public int First { get; init; }

    /// <summary>Distance in the tensor between outputs.</summary>
    public required int OutputStride { get; init; }

    /// <summary>Distance in the tensor between inputs.</summary>
    public required int InputStride { get; init; }

    /// <summary>What the group's number times this takes away from the index.</summary>
    public int GroupStride { get; init; }

    /// <summary>Distance in the tensor between taps along the depth; negative when the filter is turned.</summary>
    public int DepthStep { get; init; }

    /// <summary>Distance in the tensor between taps along the height.</summary>
    public int HeightStep { get; init; }

    /// <summary>Distance in the tensor between taps along the width.</summary>
    public int WidthStep { get; init; }

    /// <summary>Which filter along the depth a weight is of.</summary>
    public FilterCycle DepthFilters { get; init; }

    /// <summary>Which filter along the height a weight is of.</summary>
    public FilterCycle HeightFilters { get; init; }

    /// <summary>Which filter along the width a weight is of.</summary>
    public FilterCycle WidthFilters { get; init; }

    /// <summary>Positions of an output map each of which has weights of its own.</summary>
    public int Positions { get; init; } = 1;

    /// <summary>Distance in the tensor between positions, in row-major order (input gradients of dense layers).</summary>
    public int PositionStride { get; init; }

    /// <summary>Creates an order with one tap and one position.</summary>
    public WeightOrder()
    {
    }

    internal int Taps => DepthTaps * HeightTaps * WidthTaps;

    /// <summary>Distance in the tensor from the first tap of the first position.</summary>
    internal int TapOffset(int tap, int position = 0)
    {
        int column = tap % WidthTaps, row = tap / WidthTaps % HeightTaps, plane = tap / WidthTaps / HeightTaps;
        return (plane * DepthStep) + (row * HeightStep) + (column * WidthStep)
            + (position * PositionStride)
            + WidthFilters.Offset(ref position, column)
            + HeightFilters.Offset(ref position, row)
            + DepthFilters.Offset(ref position, plane);
    }
}
