namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Losses and their gradients by the network's outputs.</summary>
internal static class Losses
{
    /// <summary>(x − t)², the mean or the sum over all numbers.</summary>
    public static (double Loss, Tensor Gradient) MeanSquaredError(Tensor x, double[] targets, Reduction reduction)
    {
        double scale = reduction == Reduction.Mean ? 1.0 / targets.Length : 1;
        double[] differences = [.. x.Values.Zip(targets, (value, target) => value - target)];
        return (scale * differences.Sum(d => d * d), Tensor.Of(x.Shape, differences.Select(d => 2 * scale * d)));
    }

    /// <summary>
    /// −Σ q·log softmax(x) at each position, where q gives 1 − ε to the class and spreads ε evenly over all; the mean or the sum over
    /// examples and positions.
    /// </summary>
    public static (double Loss, Tensor Gradient) CrossEntropy(Tensor x, int[] classes, double smoothing, Reduction reduction)
    {
        double scale = reduction == Reduction.Mean ? 1.0 / classes.Length : 1;
        Tensor probabilities = Activations.Softmax(x).Output;
        Tensor gradient = Tensor.Like(x);
        double loss = 0;
        int position = 0;
        Activations.ForEachPosition(x, places =>
        {
            int wanted = classes[position++];
            for (int c = 0; c < places.Length; c++)
            {
                double q = smoothing / places.Length + (c == wanted ? 1 - smoothing : 0);
                loss -= scale * q * Math.Log(probabilities.Values[places[c]]);
                gradient.Values[places[c]] = scale * (probabilities.Values[places[c]] - q);
            }
        });
        return (loss, gradient);
    }
}
