namespace ConvGen;

/// <summary>
/// Pools together what looks alike (Boureau et al. 2011, "Ask the locals"): the vector of channels at each position belongs to the nearest
/// of K codewords, and the positions of each cluster are pooled apart: K·C features, cluster by cluster, 0 for a cluster without positions.
/// The codewords are the stored tensor <c>codewords</c> [K, C], which starts at 0 and training leaves alone: fit it with
/// <see cref="KMeans"/>. The gradient takes the clusters as given.
/// </summary>
/// <param name="clusters">Codewords K.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ClusterPoolAttribute(int clusters) : LayerAttribute
{
    /// <summary>Codewords K.</summary>
    public int Clusters { get; } = clusters;

    /// <summary>What is taken of each cluster.</summary>
    public PoolingKind Kind { get; set; }
}
