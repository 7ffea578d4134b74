namespace ConvGen.Numerics.Tests.Reference;

/// <summary>
/// y[n, f, o] = bias[f] + Σ weight[f, c, t] · x[n, group(f)·C/groups + c, o·stride + t·dilation − padding] over the channels c of
/// the filter's group and the taps t, on any number of axes.
/// </summary>
internal static class Convolution
{
    /// <param name="x">[N, C, spatial…].</param>
    /// <param name="weight">[filters, C/groups, kernel…].</param>
    /// <param name="bias">[filters], or null.</param>
    /// <param name="window">The sliding window.</param>
    /// <param name="groups">Channels and filters are divided into so many groups that do not see each other.</param>
    public static Result Run(Tensor x, Tensor weight, Tensor? bias, Window window, int groups)
    {
        int filters = weight.Shape[0];
        Tensor y = new([x.Examples, filters, .. window.Output]);
        ForEachPair(x, weight, groups, (example, filter, channel, pair) =>
        {
            Span<double> output = y.Map(example, filter);
            ReadOnlySpan<double> input = x.Map(example, channel);
            ReadOnlySpan<double> kernel = weight.Values.AsSpan(pair * window.Taps, window.Taps);
            foreach (Connection connection in window.Connections)
                output[connection.Output] += kernel[connection.Tap] * input[connection.Input];
        });
        if (bias is not null)
        {
            foreach ((int example, int filter) in Pairs(x.Examples, filters))
            {
                foreach (ref double value in y.Map(example, filter))
                    value += bias.Values[filter];
            }
        }

        return new(y, gradient => Backward(x, weight, bias, window, groups, gradient));
    }

    private static Tensor[] Backward(Tensor x, Tensor weight, Tensor? bias, Window window, int groups, Tensor gradient)
    {
        Tensor byInput = Tensor.Like(x), byWeight = Tensor.Like(weight);
        ForEachPair(x, weight, groups, (example, filter, channel, pair) =>
        {
            ReadOnlySpan<double> output = gradient.Map(example, filter);
            ReadOnlySpan<double> input = x.Map(example, channel);
            Span<double> inputGradient = byInput.Map(example, channel);
            ReadOnlySpan<double> kernel = weight.Values.AsSpan(pair * window.Taps, window.Taps);
            Span<double> kernelGradient = byWeight.Values.AsSpan(pair * window.Taps, window.Taps);
            foreach (Connection connection in window.Connections)
            {
                inputGradient[connection.Input] += kernel[connection.Tap] * output[connection.Output];
                kernelGradient[connection.Tap] += input[connection.Input] * output[connection.Output];
            }
        });
        if (bias is null)
            return [byInput, byWeight];

        Tensor byBias = Tensor.Like(bias);
        foreach ((int example, int filter) in Pairs(x.Examples, weight.Shape[0]))
        {
            foreach (double value in gradient.Map(example, filter))
                byBias.Values[filter] += value;
        }

        return [byInput, byWeight, byBias];
    }

    /// <summary>Every example, filter and channel that the filter reads, with the number of that kernel in the weights.</summary>
    private static void ForEachPair(Tensor x, Tensor weight, int groups, Action<int, int, int, int> body)
    {
        int filters = weight.Shape[0], channelsRead = weight.Shape[1];
        foreach ((int example, int filter) in Pairs(x.Examples, filters))
        {
            int group = filter / (filters / groups);
            for (int c = 0; c < channelsRead; c++)
                body(example, filter, group * channelsRead + c, filter * channelsRead + c);
        }
    }

    private static IEnumerable<(int Example, int Filter)> Pairs(int examples, int filters) =>
        from example in Enumerable.Range(0, examples) from filter in Enumerable.Range(0, filters) select (example, filter);
}
