namespace ConvGen.Numerics.Tests.Reference;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015): y = γ·x̂ + β with x̂ = (x − μ)/√(σ² + ε) for each channel; μ and σ² are those of the
/// minibatch, over all examples and positions, or given ones.
/// </summary>
internal static class BatchNormalization
{
    /// <summary>With the statistics of the minibatch, whose gradient is part of the gradient by the input.</summary>
    public static Result Train(Tensor x, Tensor gamma, Tensor beta, double epsilon)
    {
        (double[] means, double[] variances) = Statistics(x);
        Tensor normal = Normalize(x, means, variances, epsilon);
        double count = x.Examples * x.Positions;
        return new(Scale(normal, gamma, beta), gradient =>
        {
            (Tensor byGamma, Tensor byBeta) = ParameterGradients(normal, gradient);
            Tensor byInput = MapChannels(x, (channel, place) =>
                gamma.Values[channel] / Math.Sqrt(variances[channel] + epsilon)
                * (gradient.Values[place] - byBeta.Values[channel] / count - normal.Values[place] * byGamma.Values[channel] / count));
            return [byInput, byGamma, byBeta];
        });
    }

    /// <summary>With given statistics, which are constants.</summary>
    public static Result Apply(Tensor x, Tensor gamma, Tensor beta, double[] means, double[] variances, double epsilon)
    {
        Tensor normal = Normalize(x, means, variances, epsilon);
        return new(Scale(normal, gamma, beta), gradient =>
        {
            (Tensor byGamma, Tensor byBeta) = ParameterGradients(normal, gradient);
            Tensor byInput = MapChannels(x, (channel, place) =>
                gradient.Values[place] * gamma.Values[channel] / Math.Sqrt(variances[channel] + epsilon));
            return [byInput, byGamma, byBeta];
        });
    }

    /// <summary>Running statistics after one more minibatch: they move by the momentum towards its mean and its unbiased variance.</summary>
    public static (double[] Means, double[] Variances) Move(Tensor x, double[] means, double[] variances, double momentum)
    {
        (double[] batchMeans, double[] batchVariances) = Statistics(x);
        double count = x.Examples * x.Positions;
        double unbiased = count / Math.Max(1, count - 1);
        return (
            [.. means.Zip(batchMeans, (old, now) => (1 - momentum) * old + momentum * now)],
            [.. variances.Zip(batchVariances, (old, now) => (1 - momentum) * old + momentum * now * unbiased)]);
    }

    private static (double[] Means, double[] Variances) Statistics(Tensor x)
    {
        double[][] channels = new double[x.Channels][];
        for (int channel = 0; channel < x.Channels; channel++)
            channels[channel] = [.. Enumerable.Range(0, x.Examples).SelectMany(example => x.Map(example, channel).ToArray())];
        double[] means = Array.ConvertAll(channels, channel => channel.Average());
        return (means, [.. channels.Zip(means, (channel, mean) => channel.Average(value => (value - mean) * (value - mean)))]);
    }

    private static Tensor Normalize(Tensor x, double[] means, double[] variances, double epsilon) =>
        MapChannels(x, (channel, place) => (x.Values[place] - means[channel]) / Math.Sqrt(variances[channel] + epsilon));

    private static Tensor Scale(Tensor normal, Tensor gamma, Tensor beta) =>
        MapChannels(normal, (channel, place) => normal.Values[place] * gamma.Values[channel] + beta.Values[channel]);

    private static (Tensor Gamma, Tensor Beta) ParameterGradients(Tensor normal, Tensor gradient)
    {
        Tensor gamma = new(normal.Channels), beta = new(normal.Channels);
        MapChannels(normal, (channel, place) =>
        {
            gamma.Values[channel] += gradient.Values[place] * normal.Values[place];
            beta.Values[channel] += gradient.Values[place];
            return 0;
        });
        return (gamma, beta);
    }

    /// <summary>A tensor of the same shape from the channel and the place of each of its numbers.</summary>
    private static Tensor MapChannels(Tensor like, Func<int, int, double> function)
    {
        Tensor result = Tensor.Like(like);
        for (int place = 0; place < result.Values.Length; place++)
            result.Values[place] = function(place / like.Positions % like.Channels, place);
        return result;
    }
}
