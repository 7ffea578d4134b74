using ConvGen.Engine;

namespace ConvGen;

/// <summary>
/// The starting values of parameters: random weights (He et al. 2015, σ = √(2/fanIn); Glorot and Bengio 2010, σ = √(2/(fanIn + fanOut))), 1
/// for scales and variances, 0.25 for slopes (He et al. 2015), 0 for the rest.
/// </summary>
internal static class Initializer
{
    private const float FirstSlope = 0.25f;

    /// <summary>Fills a zeroed canonical block. Each tensor has its own stream of numbers, by its place in the network.</summary>
    public static void Fill(TensorLayout layout, Span<float> values, Initialization initialization, int seed)
    {
        for (int i = 0; i < layout.Tensors.Length; i++)
        {
            TensorSpec tensor = layout.Tensors[i];
            Span<float> span = values.Slice(layout.OffsetOf(i), tensor.Length);
            if (tensor.Start is { } start)
            {
                span.Fill(start);
                continue;
            }

            switch (tensor.Role)
            {
                case TensorRole.Weight:
                    FillWeights(span, tensor, initialization, new RandomSource(RandomSource.Mix((ulong)(uint)seed, (ulong)i)));
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

    private static void FillWeights(Span<float> span, TensorSpec tensor, Initialization initialization, RandomSource random)
    {
        bool isHe = initialization switch
        {
            Initialization.Auto => tensor.Rectified,
            Initialization.HeNormal or Initialization.HeUniform => true,
            _ => false,
        };
        double fan = isHe ? tensor.FanIn : (double)tensor.FanIn + tensor.FanOut;
        double deviation = Math.Sqrt(2 / Math.Max(1, fan));
        bool isUniform = initialization is Initialization.HeUniform or Initialization.XavierUniform;

        // Uniform numbers from −b to b have the deviation b/√3.
        double bound = deviation * Math.Sqrt(3);
        foreach (ref float value in span)
        {
            value = (float)(isUniform ? bound * (2 * random.NextUniform() - 1) : deviation * random.NextNormal());
        }
    }
}
