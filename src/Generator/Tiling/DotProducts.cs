using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Tiling;

/// <summary>When a dot product over the channels of each pixel is the way to few output channels.</summary>
internal static class DotProducts
{
    /// <summary>The narrowest row that they take, a vector on the widest target.</summary>
    public const int MinWidth = ValueLayout.BlockSize;

    /// <summary>Instructions of summing the lanes of a vector, shared by the pixels of a vector.</summary>
    public const int SumCost = 3;

    /// <summary>Whether they take less time than blocks of 16 outputs of which few are wanted.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    public static bool AreFaster(int inputs, int outputs) =>
        inputs % ValueLayout.BlockSize == 0 && outputs * ((inputs / ValueLayout.BlockSize) + SumCost) <= inputs;
}
