namespace ConvGen;

/// <summary>Reduces values along some axes to one, as PyTorch's reductions with <c>keepdim</c>: the axes stay, with a size of 1.</summary>
/// <param name="kind">What they are reduced to.</param>
/// <param name="axes">The axes: 0 for channels, then the spatial ones from 1 on; all of them when none is given.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReduceAttribute(ReductionKind kind, params int[] axes) : LayerAttribute
{
    /// <summary>What values are reduced to.</summary>
    public ReductionKind Kind { get; } = kind;

    /// <summary>The axes: 0 for channels, then the spatial ones from 1 on; all of them when none is given.</summary>
    public int[] Axes { get; } = axes;
}
