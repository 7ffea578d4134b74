namespace ConvGen;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), exactly as torch's AdamW: p ← p·(1 − learningRate·weightDecay), and then
/// Adam's step without a penalty in the gradient.
/// </summary>
/// <param name="learningRate">About how far a step moves each parameter.</param>
/// <param name="beta1">How much of the mean of the gradients is kept.</param>
/// <param name="beta2">How much of the mean of their squares is kept.</param>
/// <param name="epsilon">Added to the divisor.</param>
/// <param name="weightDecay">The share of each parameter, times the learning rate, that a step takes away.</param>
/// <param name="amsgrad">Divide by the largest mean of squares so far.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite, or a β not below 1.</exception>
public sealed class AdamW(
    float learningRate = 1e-3f,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-8,
    double weightDecay = 0.01,
    bool amsgrad = false)
    : AdaptiveMoments(learningRate, beta1, beta2, epsilon, weightDecay, decoupled: true, amsgrad);
