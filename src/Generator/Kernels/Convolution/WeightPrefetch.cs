namespace ConvGen.Generator.Kernels.Convolution;

/// <summary>When weights are worth asking for before they are read.</summary>
internal static class WeightPrefetch
{
    // Fewer stay in the cache near a core from one pass to the next.
    private const int CachedFloats = 64 << 10;

    /// <summary>How far ahead a register block asks for weights; 0 for not at all.</summary>
    /// <param name="length">Floats of the layer's weights.</param>
    /// <param name="perGroup">Floats of the weights that one register block reads: the next one's lie behind them.</param>
    public static int Distance(int length, int perGroup) => length > CachedFloats ? perGroup : 0;
}
