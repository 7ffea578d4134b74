using ConvGen.Model.Layers;

namespace ConvGen.Model.Advice;

/// <summary>Which layers could have more channels without a change to any other layer.</summary>
internal static class ChannelFreedom
{
    /// <summary>
    /// For each layer whether its channels are only mixed: no output has them, and nothing depends on how many there are.
    /// </summary>
    /// <param name="layers">The layers, each above those that read it.</param>
    /// <param name="isOutput">Whether the network returns their values.</param>
    /// <param name="readers">The layers that read each.</param>
    public static bool[] Of(PlacedLayer[] layers, bool[] isOutput, List<int>[] readers)
    {
        bool[] isFree = new bool[layers.Length];
        for (int i = layers.Length - 1; i >= 0; i--)
        {
            isFree[i] = !isOutput[i] && readers[i].Count > 0 && readers[i].All(reader => layers[reader].Declared.ChannelUse switch
            {
                ChannelUse.Mixes => true,
                ChannelUse.Keeps => isFree[reader],
                _ => false,
            });
        }

        return isFree;
    }
}
