namespace ConvGen;

/// <summary>
/// A convolution of a C×[D×][H×]W input without shared weights: every output position has <see cref="Filters"/> kernels of its own,
/// y[f, q] = bias[f, q] + Σ over c, t of weight[q, f, c, t] · x[c, q·s + t·d − pb]. Parameters: <c>weight</c> [o…, filters, C, k…], for
/// each position what a convolution has, and <c>bias</c> [filters, o…].
/// </summary>
/// <param name="filters">How many filters a position has, which is how many channels come out; as many as come in when omitted.</param>
/// <param name="k">The kernel's extent along every spatial axis; <see cref="WindowAttribute.Kernel"/> is needed when omitted.</param>
/// <param name="s">The stride along every spatial axis.</param>
/// <param name="p">The zero padding on both sides of every spatial axis.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LocallyConnectedAttribute(int filters = 0, int k = 0, int s = 1, int p = 0) : WindowAttribute(k, s, p)
{
    /// <summary>How many channels come out; null for as many as come in.</summary>
    public int? Filters { get; } = filters == 0 ? null : filters;

    /// <summary>Which biases the filters add; the positions share none unless <see cref="BiasKind.PerChannel"/> is asked for.</summary>
    public BiasKind Bias { get; set; } = BiasKind.PerUnit;
}
