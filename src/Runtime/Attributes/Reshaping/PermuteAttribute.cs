namespace ConvGen;

/// <summary>The axes of a map in another order, as PyTorch's <c>permute</c> without the axis of examples.</summary>
/// <param name="axes">For each axis of the result the axis that it is: 0 for channels, then the spatial ones from 1 on.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PermuteAttribute(params int[] axes) : LayerAttribute
{
    /// <summary>For each axis of the result the axis that it is: 0 for channels, then the spatial ones from 1 on.</summary>
    public int[] Axes { get; } = axes;
}
