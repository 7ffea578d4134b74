namespace ConvGen;

/// <summary>
/// The axes of a map in another order, as PyTorch's <c>permute</c> without the axis of examples. The map's axes may be split before into
/// more than a map can have, and those of the result are merged again: what PyTorch writes as <c>reshape</c>, <c>permute</c>,
/// <c>reshape</c>, and einops as <c>rearrange</c>.
/// </summary>
/// <param name="axes">For each axis of the result the axis that it is: 0 for channels, then the spatial ones from 1 on.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PermuteAttribute(params int[] axes) : LayerAttribute
{
    /// <summary>For each axis of the result the axis that it is: 0 for channels, then the spatial ones from 1 on.</summary>
    public int[] Axes { get; } = axes;

    /// <summary>
    /// The axes that are given another order, as the shape of the same values in C·D·H·W order; the map's own unless given.
    /// </summary>
    public int[]? Split { get; set; }

    /// <summary>
    /// The result's shape, channels first, that the values get in their new order; the permuted axes unless given, of which there may be
    /// four then.
    /// </summary>
    public int[]? Shape { get; set; }
}
