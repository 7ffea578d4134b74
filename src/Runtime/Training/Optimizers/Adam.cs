namespace ConvGen;

/// <summary>
/// Adam (Kingma and Ba 2015), exactly as torch's: g ← g + weightDecay·p; m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²;
/// p ← p − learningRate/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε). With amsgrad (Reddi et al. 2018) the largest v so far takes the place of v.
/// </summary>
/// <param name="learningRate">About how far a step moves each parameter.</param>
/// <param name="beta1">How much of the mean of the gradients is kept.</param>
/// <param name="beta2">How much of the mean of their squares is kept.</param>
/// <param name="epsilon">Added to the divisor.</param>
/// <param name="weightDecay">The L2 penalty, added to the gradient.</param>
/// <param name="amsgrad">Divide by the largest mean of squares so far.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite, or a β not below 1.</exception>
public sealed class Adam(
    float learningRate = 1e-3f,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-8,
    double weightDecay = 0,
    bool amsgrad = false)
    : AdaptiveMoments(learningRate, beta1, beta2, epsilon, weightDecay, decoupled: false, amsgrad);
