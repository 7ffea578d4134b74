using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Tiling;

/// <summary>
/// In which order a convolution goes through its output. Threads take consecutive pieces, so it also says what they share.
/// </summary>
internal enum WorkOrder
{
    /// <summary>Channel by channel: weights are read once, the input for every group of output channels.</summary>
    GroupsFirst,

    /// <summary>Strip by strip: the input is read once, weights for every strip. Threads work on parts of the map of their own.</summary>
    StripsFirst,
}

/// <summary>Chooses the order.</summary>
internal static class WorkOrders
{
    /// <summary>Strip by strip where the weights stay in the cache near a core and are less than the input.</summary>
    /// <param name="channels">The convolution's channels.</param>
    /// <param name="window">Its window.</param>
    public static WorkOrder Choose(ChannelGroups channels, WindowGeometry window)
    {
        double weights = (double)channels.WeightBlock(window.Taps) * channels.OutputBlocks * sizeof(float);
        double input =
            (double)window.Positions * window.Depth.InStep * window.Height.InStep * window.Width.InStep * channels.Inputs * sizeof(float);
        return weights <= MemoryModel.CoreCacheBytes && weights < input ? WorkOrder.StripsFirst : WorkOrder.GroupsFirst;
    }
}
