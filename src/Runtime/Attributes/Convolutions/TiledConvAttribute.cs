namespace ConvGen;

/// <summary>
/// A convolution of a C×[D×][H×]W input whose kernels repeat along every axis (Le et al. 2010, "Tiled convolutional neural networks"):
/// y[f, q] = bias[f] + Σ over c, t of weight[q mod tiles, f, c, t] · x[c, q·s + t·d − pb]. One tile is a <see cref="ConvAttribute"/>, as
/// many as output positions are a <see cref="LocallyConnectedAttribute"/>. Parameters: <c>weight</c> [tiles…, filters, C, k…] and
/// <c>bias</c> [filters].
/// </summary>
/// <param name="filters">How many filters each tile has, which is how many channels come out; as many as come in when omitted.</param>
/// <param name="k">The kernel's extent along every spatial axis; <see cref="WindowAttribute.Kernel"/> is needed when omitted.</param>
/// <param name="s">The stride along every spatial axis.</param>
/// <param name="p">The zero padding on both sides of every spatial axis.</param>
/// <param name="tiles">After how many positions the kernels repeat, along every spatial axis.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TiledConvAttribute(int filters = 0, int k = 0, int s = 1, int p = 0, int tiles = 2) : WindowAttribute(k, s, p)
{
    /// <summary>How many channels come out; null for as many as come in.</summary>
    public int? Filters { get; } = filters == 0 ? null : filters;

    /// <summary>After how many positions the kernels repeat.</summary>
    public int Tiles { get; } = tiles;

    /// <summary>Which biases the filters add.</summary>
    public BiasKind Bias { get; set; }
}
