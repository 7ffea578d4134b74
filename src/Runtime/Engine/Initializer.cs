namespace ConvGen.Engine;

/// <summary>
/// The starting values of parameters: He normal (He et al. 2015, σ = √(2/fanIn)) for weights that a rectifier follows, Xavier normal
/// (Glorot and Bengio 2010, σ = √(2/(fanIn + fanOut))) for the others; 1 for scales and variances, 0.25 for slopes (He et al. 2015), 0
/// for the rest.
/// </summary>
internal static class Initializer
{
    private const float FirstSlope = 0.25f;

    /// <summary>Fills a zeroed canonical block. Each tensor has its own stream of numbers, by its place in the network.</summary>
    public static void Fill(TensorLayout layout, Span<float> values, int seed)
    {
        for (int i = 0; i < layout.Tensors.Length; i++)
        {
            var tensor = layout.Tensors[i];
            var span = values.Slice(layout.OffsetOf(i), tensor.Length);
            switch (tensor.Role)
            {
                case TensorRole.Weight:
                    FillNormal(span, Deviation(tensor), new RandomSource(RandomSource.Mix((ulong)(uint)seed, (ulong)i)));
                    break;
                case TensorRole.Scale or TensorRole.RunningVariance:
                    span.Fill(1);
                    break;
                case TensorRole.Slope:
                    span.Fill(FirstSlope);
                    break;
                default:
                    span.Clear();
                    break;
            }
        }
    }

    private static double Deviation(TensorSpec tensor)
    {
        double fan = tensor.Rectified ? tensor.FanIn : (double)tensor.FanIn + tensor.FanOut;
        return Math.Sqrt(2 / Math.Max(1, fan));
    }

    private static void FillNormal(Span<float> span, double deviation, RandomSource random)
    {
        foreach (ref float value in span)
        {
            value = (float)(deviation * random.NextNormal());
        }
    }
}
