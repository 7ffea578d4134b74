namespace ConvGen.Numerics.Tests.Reference;

/// <summary>
/// Convolutions whose kernels depend on the output position: y[n, f, q] = bias[f] + Σ weight[q mod kernels, f, c, t] ·
/// x[n, c, q·stride + t·dilation − padding] over the channels c and the taps t, on any number of axes.
/// </summary>
internal static class OwnKernels
{
    /// <param name="x">[N, C, spatial…].</param>
    /// <param name="weight">[kernels…, filters, C, kernel…].</param>
    /// <param name="bias">[filters], or null.</param>
    /// <param name="window">The sliding window.</param>
    public static Result Run(Tensor x, Tensor weight, Tensor? bias, Window window)
    {
        int rank = window.Axes.Length;
        int[] kernels = weight.Shape[..rank];
        int filters = weight.Shape[rank];
        int[] kernelOf = [.. Enumerable.Range(0, window.Positions).Select(position => Kernel(position, window.Output, kernels))];
        int Place(int position, int filter, int channel, int tap) =>
            ((kernelOf[position] * filters + filter) * x.Channels + channel) * window.Taps + tap;

        Tensor y = new([x.Examples, filters, .. window.Output]);
        ForEach(x, filters, (example, filter) =>
        {
            Span<double> output = y.Map(example, filter);
            output.Fill(bias?.Values[filter] ?? 0);
            for (int channel = 0; channel < x.Channels; channel++)
            {
                ReadOnlySpan<double> input = x.Map(example, channel);
                foreach (Connection connection in window.Connections)
                    output[connection.Output] += weight.Values[Place(connection.Output, filter, channel, connection.Tap)] * input[connection.Input];
            }
        });
        return new(y, gradient =>
        {
            Tensor byInput = Tensor.Like(x), byWeight = Tensor.Like(weight), byBias = new(filters);
            ForEach(x, filters, (example, filter) =>
            {
                ReadOnlySpan<double> output = gradient.Map(example, filter);
                foreach (double value in output)
                    byBias.Values[filter] += value;
                for (int channel = 0; channel < x.Channels; channel++)
                {
                    ReadOnlySpan<double> input = x.Map(example, channel);
                    Span<double> inputGradient = byInput.Map(example, channel);
                    foreach (Connection connection in window.Connections)
                    {
                        int place = Place(connection.Output, filter, channel, connection.Tap);
                        inputGradient[connection.Input] += weight.Values[place] * output[connection.Output];
                        byWeight.Values[place] += input[connection.Input] * output[connection.Output];
                    }
                }
            });
            return bias is null ? [byInput, byWeight] : [byInput, byWeight, byBias];
        });
    }

    // The row-major number of the kernel of an output position.
    private static int Kernel(int position, int[] output, int[] kernels)
    {
        int kernel = 0, step = 1;
        for (int axis = output.Length - 1; axis >= 0; axis--)
        {
            kernel += position % output[axis] % kernels[axis] * step;
            step *= kernels[axis];
            position /= output[axis];
        }

        return kernel;
    }

    private static void ForEach(Tensor x, int filters, Action<int, int> body)
    {
        for (int pair = 0; pair < x.Examples * filters; pair++)
            body(pair / filters, pair % filters);
    }
}
