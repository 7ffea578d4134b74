namespace ConvGen.Generator.Kernels.Convolution;

/// <summary>When weights are worth asking for before they are read.</summary>
internal static class WeightPrefetch
{
    // Fewer stay in the cache near a core from one pass to the next.
    private const int CachedFloats = 64 << 10;

    // Far enough ahead for memory, and still in the same stream.
    private const int StreamDistance = 512;

    /// <summary>How far ahead in floats a register block asks for weights that it reads but once; 0 for not at all.</summary>
    /// <param name="length">Floats of the layer's weights.</param>
    public static int Stream(int length) => length > CachedFloats ? StreamDistance : 0;

    /// <summary>How far ahead a register block asks for weights; 0 for not at all.</summary>
    /// <param name="length">Floats of the layer's weights.</param>
    /// <param name="perGroup">Floats of the weights that one register block reads: the next one's lie behind them.</param>
    public static int Distance(int length, int perGroup) => length > CachedFloats ? perGroup : 0;
}
