namespace ConvGen.Model;

/// <summary>Which layers could have more channels without anything else having to change.</summary>
internal static class ChannelFreedom
{
    /// <summary>What a layer makes of the channels that it reads.</summary>
    private enum ChannelUse
    {
        /// <summary>Their number matters.</summary>
        Depends,

        /// <summary>As many come out, or for each the same number.</summary>
        Keeps,

        /// <summary>All of them go into each that comes out.</summary>
        Mixes,
    }

    /// <summary>The number of channels that a layer's attribute chooses, and the argument that does; none where it follows from the input or the groups.</summary>
    public static (string Argument, int Count)? Chosen(Layer declared) => declared switch
    {
        ConvLayer { Filters: > 0, Groups: 1 } layer => ("filters", layer.Filters),
        ConvTransposeLayer { Filters: > 0, Groups: 1 } layer => ("filters", layer.Filters),
        LocallyConnectedLayer { Filters: > 0 } layer => ("filters", layer.Filters),
        TiledConvLayer { Filters: > 0 } layer => ("filters", layer.Filters),
        DenseLayer layer => ("units", layer.Units),
        _ => null,
    };

    /// <summary>For each layer whether its channels are only mixed: no output has them, and nothing depends on how many there are.</summary>
    /// <param name="layers">The layers, each above those that read it.</param>
    /// <param name="isOutput">Whether the network returns their values.</param>
    /// <param name="readers">The layers that read each.</param>
    public static bool[] Of(PlacedLayer[] layers, bool[] isOutput, List<int>[] readers)
    {
        var isFree = new bool[layers.Length];
        for (int i = layers.Length - 1; i >= 0; i--)
        {
            isFree[i] = !isOutput[i] && readers[i].Count > 0 && readers[i].All(reader =>
                Use(layers[reader].Declared) is ChannelUse.Mixes || (Use(layers[reader].Declared) is ChannelUse.Keeps && isFree[reader]));
        }

        return isFree;
    }

    private static ChannelUse Use(Layer declared) => declared switch
    {
        ConvLayer { Groups: > 1 } or ConvTransposeLayer { Groups: > 1 } or GroupNormLayer or SoftmaxLayer or LogSoftmaxLayer => ChannelUse.Depends,
        _ when Chosen(declared) is not null => ChannelUse.Mixes,
        WindowLayer or CoveringPoolLayer or PointwiseLayer or BatchNormLayer or NormalisationLayer => ChannelUse.Keeps,
        PyramidPoolLayer or PadLayer or CropLayer or UpsampleLayer or FlattenLayer => ChannelUse.Keeps,
        _ => ChannelUse.Depends,
    };
}
