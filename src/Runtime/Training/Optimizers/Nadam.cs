using System.Numerics;

namespace ConvGen;

/// <summary>
/// Adam with Nesterov's momentum (Dozat 2016), exactly as torch's NAdam: g ← g + weightDecay·p; μₜ = β₁·(1 − 0.96^(t·momentumDecay)/2);
/// m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²;
/// p ← p − learningRate·((1 − μₜ)/(1 − μ₁⋯μₜ)·g + μₜ₊₁/(1 − μ₁⋯μₜ₊₁)·m)/(√(v/(1 − β₂ᵗ)) + ε).
/// </summary>
public sealed class Nadam : Optimizer
{
    private const string Mean = "exp_avg", Square = "exp_avg_sq";
    private const double DecayBase = 0.96;

    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly double _momentumDecay;
    private readonly bool _decoupled;

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
        : base(learningRate, weightDecay)
    {
        _beta1 = BelowOne(beta1, nameof(beta1));
        _beta2 = BelowOne(beta2, nameof(beta2));
        _epsilon = NotNegative(epsilon, nameof(epsilon));
        _momentumDecay = NotNegative(momentumDecay, nameof(momentumDecay));
        _decoupled = decoupledWeightDecay;
    }

    private protected override string[] StateNames => [Mean, Square];

    private protected override void Step(OptimizerState state, Span<float> values, ReadOnlySpan<float> gradients) =>
        TensorUpdate.Run(new Update(this, state, ProductUntil(state.Steps)), values, gradients);

    private double MomentumAt(long step) => _beta1 * (1 - 0.5 * Math.Pow(DecayBase, step * _momentumDecay));

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
        private readonly Vector<float> _decay = new((float)(nadam._decoupled ? 0 : nadam.DecayOf(state)));
        private readonly Vector<float> _kept = new((float)(nadam._decoupled ? 1 - nadam.RateOf(state) * nadam.DecayOf(state) : 1));
        private readonly Vector<float> _beta1 = new((float)nadam._beta1);
        private readonly Vector<float> _beta2 = new((float)nadam._beta2);
        private readonly Vector<float> _share1 = new((float)(1 - nadam._beta1));
        private readonly Vector<float> _share2 = new((float)(1 - nadam._beta2));
        private readonly Vector<float> _epsilon = new((float)nadam._epsilon);
        private readonly Vector<float> _correction = new((float)(1 - Math.Pow(nadam._beta2, state.Steps)));
        private readonly Vector<float> _slopeRate =
            new((float)(nadam.RateOf(state) * (1 - nadam.MomentumAt(state.Steps)) / (1 - product)));

        private readonly Vector<float> _meanRate = new((float)(
            nadam.RateOf(state) * nadam.MomentumAt(state.Steps + 1) / (1 - product * nadam.MomentumAt(state.Steps + 1))));

        private readonly float[] _means = state.Buffer(Mean);
        private readonly float[] _squares = state.Buffer(Square);

        public Vector<float> Apply(int index, Vector<float> values, Vector<float> gradients)
        {
            Vector<float> slope = gradients + _decay * values;
            Vector<float> mean = _beta1 * TensorUpdate.Load(_means, index) + _share1 * slope;
            Vector<float> square = _beta2 * TensorUpdate.Load(_squares, index) + _share2 * (slope * slope);
            mean.CopyTo(_means, index);
            square.CopyTo(_squares, index);
            Vector<float> divisor = Vector.SquareRoot(square / _correction) + _epsilon;
            return _kept * values - (_slopeRate * slope + _meanRate * mean) / divisor;
        }
    }
}
