namespace ConvGen;

/// <summary>
/// Spatial pyramid pooling (He et al. 2014): for each level n the map is pooled to n windows along every axis as by
/// <see cref="AdaptiveMaxPoolAttribute"/>, and all levels become one vector of C·Σ n^rank features, level by level, each in C·D·H·W order.
/// </summary>
/// <param name="levels">Windows along every axis for each level; 1, 2, 4 when none is given.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PyramidPoolAttribute(params int[] levels) : LayerAttribute
{
    /// <summary>Windows along every axis for each level.</summary>
    public int[] Levels { get; } = levels;

    /// <summary>What is taken of each window.</summary>
    public PoolingKind Kind { get; set; }
}
