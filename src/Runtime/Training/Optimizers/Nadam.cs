using System.Numerics;

namespace ConvGen;

/// <summary>
/// Adam with Nesterov's momentum (Dozat 2016), exactly as torch's NAdam: g ← g + weightDecay·p; μₜ = β₁·(1 − 0.96^(t·momentumDecay)/2);
/// m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²;
/// p ← p − learningRate·((1 − μₜ)/(1 − μ₁⋯μₜ)·g + μₜ₊₁/(1 − μ₁⋯μₜ₊₁)·m)/(√(v/(1 − β₂ᵗ)) + ε).
/// </summary>
public sealed class Nadam : AdaptiveMoments
{
    private const double DecayBase = 0.96;

    private readonly double _momentumDecay;

    // μ₁⋯μₜ of the step that was asked for last: tensors are at the same step, or a few steps apart.
    private long _productSteps;
    private double _product = 1;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">About how far a step moves each parameter.</param>
    /// <param name="beta1">How much of the mean of the gradients is kept.</param>
    /// <param name="beta2">How much of the mean of their squares is kept.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    /// <param name="weightDecay">The L2 penalty, added to the gradient; decoupled, the share that a step takes away.</param>
    /// <param name="momentumDecay">How soon the momentum rises from β₁/2 to β₁.</param>
    /// <param name="decoupledWeightDecay">Whether parameters shrink by themselves, as in AdamW.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite, or a β not below 1.</exception>
    public Nadam(
        float learningRate = 2e-3f,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0,
        double momentumDecay = 4e-3,
        bool decoupledWeightDecay = false)
        : base(learningRate, beta1, beta2, epsilon, weightDecay, decoupledWeightDecay, amsgrad: false) =>
        _momentumDecay = NotNegative(momentumDecay, nameof(momentumDecay));

    private protected override void Step(OptimizerState state, Span<float> values, ReadOnlySpan<float> gradients) =>
        TensorUpdate.Run(new Update(this, state, ProductUntil(state.Steps)), values, gradients);

    private double MomentumAt(long step) => Beta1 * (1 - 0.5 * Math.Pow(DecayBase, step * _momentumDecay));

    private double ProductUntil(long steps)
    {
        if (steps < _productSteps)
        {
            (_productSteps, _product) = (0, 1);
        }

        while (_productSteps < steps)
        {
            _product *= MomentumAt(++_productSteps);
        }

        return _product;
    }

    private readonly struct Update(Nadam nadam, OptimizerState state, double product) : ITensorUpdate
    {
        private readonly Moments _moments = new(nadam, state);
        private readonly Vector<float> _epsilon = new((float)nadam.Epsilon);
        private readonly Vector<float> _correction = new((float)(1 - Math.Pow(nadam.Beta2, state.Steps)));
        private readonly Vector<float> _slopeRate =
            new((float)(nadam.RateOf(state) * (1 - nadam.MomentumAt(state.Steps)) / (1 - product)));

        private readonly Vector<float> _meanRate = new((float)(
            nadam.RateOf(state) * nadam.MomentumAt(state.Steps + 1) / (1 - product * nadam.MomentumAt(state.Steps + 1))));

        public Vector<float> Apply(int index, Vector<float> values, Vector<float> gradients)
        {
            _moments.Advance(index, ref values, ref gradients, out Vector<float> mean, out Vector<float> square);
            Vector<float> divisor = Vector.SquareRoot(square / _correction) + _epsilon;
            return values - (_slopeRate * gradients + _meanRate * mean) / divisor;
        }
    }
}
