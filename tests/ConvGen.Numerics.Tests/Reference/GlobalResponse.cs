namespace ConvGen.Numerics.Tests.Reference;

/// <summary>
/// Global response normalisation (Woo et al. 2023): y = weight·x·n + bias + x with n_c = g_c/(mean of g + ε) and the Euclidean norm g_c of the map of
/// channel c.
/// </summary>
internal static class GlobalResponse
{
    public static Result Run(Tensor x, Tensor weight, Tensor bias, double epsilon)
    {
        (int channels, int positions) = (x.Channels, x.Positions);
        double[] norms = [.. Enumerable.Range(0, x.Examples * channels).Select(map => Math.Sqrt(x.Values.Skip(map * positions).Take(positions).Sum(v => v * v)))];
        double[] divisors = [.. Enumerable.Range(0, x.Examples).Select(example => norms.Skip(example * channels).Take(channels).Average() + epsilon)];
        double Relative(int map) => norms[map] / divisors[map / channels];
        IEnumerable<double> values = x.Values.Select((v, place) =>
        {
            int map = place / positions, channel = map % channels;
            return weight.Values[channel] * v * Relative(map) + bias.Values[channel] + v;
        });
        return new(Tensor.Of(x.Shape, values), gradient =>
        {
            Tensor byInput = Tensor.Like(x), byWeight = Tensor.Like(weight), byBias = Tensor.Like(bias);
            double[] byRelative = new double[norms.Length];
            for (int place = 0; place < x.Values.Length; place++)
            {
                int map = place / positions, channel = map % channels;
                byRelative[map] += gradient.Values[place] * weight.Values[channel] * x.Values[place];
                byWeight.Values[channel] += gradient.Values[place] * x.Values[place] * Relative(map);
                byBias.Values[channel] += gradient.Values[place];
            }

            for (int place = 0; place < x.Values.Length; place++)
            {
                // Every relative norm of the example depends on the norm of this map, through the mean.
                int map = place / positions, example = map / channels;
                double byNorm = byRelative[map] / divisors[example];
                for (int other = example * channels; other < (example + 1) * channels; other++)
                    byNorm -= byRelative[other] * norms[other] / (divisors[example] * divisors[example] * channels);
                byInput.Values[place] = gradient.Values[place] * (weight.Values[map % channels] * Relative(map) + 1)
                    + (norms[map] == 0 ? 0 : byNorm * x.Values[place] / norms[map]);
            }

            return [byInput, byWeight, byBias];
        });
    }
}
