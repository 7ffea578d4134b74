namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Each channel's own weighted mean of a window: the weights are the softmax of its scores over the taps. Padding counts as zero.</summary>
internal static class LearnedMean
{
    /// <param name="x">The input.</param>
    /// <param name="scores">[channels, taps…].</param>
    /// <param name="window">The window.</param>
    public static Result Run(Tensor x, Tensor scores, Window window)
    {
        int taps = window.Taps;
        Tensor weights = Tensor.Like(scores);
        for (int channel = 0; channel < x.Channels; channel++)
        {
            double sum = Enumerable.Range(0, taps).Sum(tap => Math.Exp(scores.Values[channel * taps + tap]));
            for (int tap = 0; tap < taps; tap++)
                weights.Values[channel * taps + tap] = Math.Exp(scores.Values[channel * taps + tap]) / sum;
        }

        Result mean = Convolution.Run(x, weights.Reshape([x.Channels, 1, .. window.Kernel]), null, window, groups: x.Channels);
        return mean with
        {
            Backward = gradient =>
            {
                Tensor[] parts = mean.Backward(gradient);
                double[] byWeights = parts[1].Values;
                Tensor byScores = Tensor.Like(scores);
                for (int i = 0; i < byWeights.Length; i++)
                {
                    int first = i / taps * taps;
                    double average = Enumerable.Range(first, taps).Sum(j => byWeights[j] * weights.Values[j]);
                    byScores.Values[i] = weights.Values[i] * (byWeights[i] - average);
                }

                return [parts[0], byScores];
            },
        };
    }
}
