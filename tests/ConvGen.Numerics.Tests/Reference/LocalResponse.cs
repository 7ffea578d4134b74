namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Local response normalisation (Krizhevsky, Sutskever and Hinton 2012): y = x·s^−β with s = k + α/n·Σ x² over n neighbouring channels.</summary>
internal static class LocalResponse
{
    public static Result Run(Tensor x, int size, double alpha, double beta, double k)
    {
        IEnumerable<int> Neighbours(int place)
        {
            int channel = place / x.Positions % x.Channels;
            int first = Math.Max(0, channel - (size - 1) / 2), last = Math.Min(x.Channels - 1, channel + size / 2);
            return Enumerable.Range(first, last - first + 1).Select(other => place + (other - channel) * x.Positions);
        }

        double[] s = [.. Enumerable.Range(0, x.Values.Length).Select(place => k + alpha / size * Neighbours(place).Sum(other => x.Values[other] * x.Values[other]))];
        return new(Tensor.Of(x.Shape, x.Values.Select((v, place) => v * Math.Pow(s[place], -beta))), gradient =>
        {
            Tensor byInput = Tensor.Like(x);
            for (int place = 0; place < x.Values.Length; place++)
            {
                byInput.Values[place] += gradient.Values[place] * Math.Pow(s[place], -beta);
                foreach (int other in Neighbours(place))
                    byInput.Values[other] -= gradient.Values[place] * x.Values[place] * beta * Math.Pow(s[place], -beta - 1) * 2 * alpha / size * x.Values[other];
            }

            return [byInput];
        });
    }
}
