using System.Runtime.Intrinsics;

namespace ConvGen.Numerics.Tests.Reference;

/// <summary>
/// y[n, f, o] = bias[f] + Σ weight[f, c, t] · x[n, group(f)·C/groups + c, o·stride + t·dilation − padding] over the channels c of
/// the filter's group and the taps t, on any number of axes.
/// </summary>
internal static class Convolution
{
    // Output positions whose sums are in registers together, and the double-precision numbers in one of them.
    private const int Together = 16;
    private const int Lanes = 4;

    /// <param name="x">[N, C, spatial…].</param>
    /// <param name="weight">[filters, C/groups, kernel…].</param>
    /// <param name="bias">[filters], or null.</param>
    /// <param name="window">The sliding window.</param>
    /// <param name="groups">Channels and filters are divided into so many groups that do not see each other.</param>
    public static Result Run(Tensor x, Tensor weight, Tensor? bias, Window window, int groups)
    {
        Tensor y = new([x.Examples, weight.Shape[0], .. window.Output]);
        int spans = (window.Positions + Together - 1) / Together;
        Parallel.For(
            0,
            x.Examples * groups * spans,
            () => new double[weight.Shape[1] * window.Taps * Together],
            (item, _, cells) =>
            {
                (int example, int group, int first) = (item / spans / groups, item / spans % groups, item % spans * Together);
                Gather(x, window, example, group * weight.Shape[1], first, cells);
                for (int filter = group * (y.Channels / groups); filter < (group + 1) * (y.Channels / groups); filter++)
                {
                    ReadOnlySpan<double> kernels = weight.Values.AsSpan(filter * weight.Shape[1] * window.Taps, weight.Shape[1] * window.Taps);
                    Span<double> output = y.Map(example, filter)[first..];
                    Sum(kernels, cells, bias?.Values[filter] ?? 0, output[..Math.Min(Together, output.Length)]);
                }

                return cells;
            },
            _ => { });
        return new(y, gradient => Backward(x, weight, bias, window, groups, gradient));
    }

    /// <summary>What some neighbouring output positions see: a row for every channel and tap, 0 in the padding.</summary>
    private static void Gather(Tensor x, Window window, int example, int firstChannel, int firstPosition, Span<double> rows)
    {
        rows.Clear();
        for (int position = 0; position < Math.Min(Together, window.Positions - firstPosition); position++)
        {
            for (int tap = 0; tap < window.Taps; tap++)
            {
                int cell = window.Cell(firstPosition + position, tap);
                for (int row = tap, channel = firstChannel; cell >= 0 && row < rows.Length / Together; row += window.Taps, channel++)
                    rows[row * Together + position] = x.Map(example, channel)[cell];
            }
        }
    }

    /// <summary>The sums of one filter over rows of cells, each row times its weight.</summary>
    private static void Sum(ReadOnlySpan<double> weights, ReadOnlySpan<double> rows, double bias, Span<double> sums)
    {
        Vector256<double> a = Vector256.Create(bias), b = a, c = a, d = a;
        for (int i = 0; i < weights.Length; i++)
        {
            ReadOnlySpan<double> row = rows.Slice(i * Together, Together);
            Vector256<double> weight = Vector256.Create(weights[i]);
            a += weight * Vector256.Create(row);
            b += weight * Vector256.Create(row[Lanes..]);
            c += weight * Vector256.Create(row[(2 * Lanes)..]);
            d += weight * Vector256.Create(row[(3 * Lanes)..]);
        }

        Span<double> all = stackalloc double[Together];
        a.CopyTo(all);
        b.CopyTo(all[Lanes..]);
        c.CopyTo(all[(2 * Lanes)..]);
        d.CopyTo(all[(3 * Lanes)..]);
        all[..sums.Length].CopyTo(sums);
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
