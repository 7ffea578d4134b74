namespace ConvGen.Generator.Geometry;

/// <summary>
/// The order of a tensor's weights in the packed weights: what a <see cref="WeightMap"/> says apart from the positions of its window, so
/// that maps of any size have one order. The weight of an output, an input and a tap is at First + output·OutputStride +
/// input·InputStride + …
/// </summary>
/// <param name="Channels">The channels.</param>
/// <param name="Taps">Taps along each axis.</param>
/// <param name="First">The weight of the first output, input and tap.</param>
/// <param name="OutputStride">From output to output of a group.</param>
/// <param name="InputStride">From input to input.</param>
/// <param name="GroupStride">From group to group.</param>
/// <param name="Steps">From tap to tap along each axis.</param>
/// <param name="Positions">How often all of it is there.</param>
/// <param name="PositionStride">From one time to the next.</param>
internal sealed record WeightOrder(
    ChannelGroups Channels,
    Extent Taps,
    int First,
    int OutputStride,
    int InputStride,
    int GroupStride,
    Extent Steps,
    int Positions,
    int PositionStride)
{
    /// <summary>Filters that alternate along the depth; null where there is one.</summary>
    public FilterCycle? Depth { get; init; }

    /// <summary>Filters that alternate along the height; null where there is one.</summary>
    public FilterCycle? Height { get; init; }

    /// <summary>Filters that alternate along the width; null where there is one.</summary>
    public FilterCycle? Width { get; init; }
}

/// <summary>Filters that alternate along an axis of a convolution's output.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="First">The filter of the first position and tap.</param>
/// <param name="PositionStep">How many filters further the next position's is.</param>
/// <param name="TapStep">How many filters further the next tap's is.</param>
/// <param name="Positions">Positions that have packed weights of their own.</param>
/// <param name="Stride">From filter to filter in the tensor.</param>
internal sealed record FilterCycle(int Count, int First, int PositionStep, int TapStep, int Positions, int Stride);
