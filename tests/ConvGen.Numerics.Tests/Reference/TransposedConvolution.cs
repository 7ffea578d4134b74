namespace ConvGen.Numerics.Tests.Reference;

/// <summary>
/// Every input value is spread over the output by the kernel: y[n, group·F/groups + f, i·stride + t·dilation − padding] +=
/// weight[c, f, t] · x[n, c, i] over the channels c, the filters f of the channel's group and the taps t, on any number of axes.
/// </summary>
internal static class TransposedConvolution
{
    /// <param name="x">[N, C, spatial…].</param>
    /// <param name="weight">[C, filters/groups, kernel…].</param>
    /// <param name="bias">[filters], or null.</param>
    /// <param name="window">The window that slides over the output; its positions are those of the input.</param>
    /// <param name="groups">Channels and filters are divided into so many groups that do not see each other.</param>
    public static Result Run(Tensor x, Tensor weight, Tensor? bias, Window window, int groups)
    {
        Tensor y = new([x.Examples, weight.Shape[1] * groups, .. window.Axes.Select(axis => axis.Input)]);
        ForEachPair(x, weight, groups, (example, channel, filter, pair) =>
        {
            ReadOnlySpan<double> input = x.Map(example, channel);
            ReadOnlySpan<double> kernel = weight.Values.AsSpan(pair * window.Taps, window.Taps);
            Span<double> output = y.Map(example, filter);
            foreach (Connection connection in window.Connections)
                output[connection.Input] += kernel[connection.Tap] * input[connection.Output];
        });
        for (int map = 0; bias is not null && map < y.Examples * y.Channels; map++)
        {
            foreach (ref double value in y.Map(map / y.Channels, map % y.Channels))
                value += bias.Values[map % y.Channels];
        }

        return new(y, gradient => Backward(x, weight, bias, window, groups, gradient));
    }

    private static Tensor[] Backward(Tensor x, Tensor weight, Tensor? bias, Window window, int groups, Tensor gradient)
    {
        Tensor byInput = Tensor.Like(x), byWeight = Tensor.Like(weight);
        ForEachPair(x, weight, groups, (example, channel, filter, pair) =>
        {
            ReadOnlySpan<double> output = gradient.Map(example, filter);
            ReadOnlySpan<double> input = x.Map(example, channel);
            Span<double> inputGradient = byInput.Map(example, channel);
            ReadOnlySpan<double> kernel = weight.Values.AsSpan(pair * window.Taps, window.Taps);
            Span<double> kernelGradient = byWeight.Values.AsSpan(pair * window.Taps, window.Taps);
            foreach (Connection connection in window.Connections)
            {
                inputGradient[connection.Output] += kernel[connection.Tap] * output[connection.Input];
                kernelGradient[connection.Tap] += input[connection.Output] * output[connection.Input];
            }
        });
        if (bias is null)
            return [byInput, byWeight];

        Tensor byBias = Tensor.Like(bias);
        for (int map = 0; map < gradient.Examples * gradient.Channels; map++)
        {
            foreach (double value in gradient.Map(map / gradient.Channels, map % gradient.Channels))
                byBias.Values[map % gradient.Channels] += value;
        }

        return [byInput, byWeight, byBias];
    }

    /// <summary>Every example, channel and filter that the channel reaches, with the number of that kernel in the weights.</summary>
    private static void ForEachPair(Tensor x, Tensor weight, int groups, Action<int, int, int, int> body)
    {
        int reached = weight.Shape[1];
        for (int example = 0; example < x.Examples; example++)
        {
            for (int pair = 0; pair < x.Channels * reached; pair++)
            {
                int channel = pair / reached;
                body(example, channel, channel / (x.Channels / groups) * reached + pair % reached, pair);
            }
        }
    }
}
