using System.Numerics;

namespace ConvGen;

/// <summary>
/// What Adam and AdamW share: running means of the gradients and of their squares, m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²;
/// p ← p − learningRate/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε). With amsgrad (Reddi et al. 2018) the largest v so far takes the place of v.
/// </summary>
public abstract class AdaptiveMoments : Optimizer
{
    private const string Mean = "exp_avg", Square = "exp_avg_sq", MaxSquare = "max_exp_avg_sq";

    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly bool _decoupled;
    private readonly bool _amsgrad;

    private protected AdaptiveMoments(
        float learningRate, double beta1, double beta2, double epsilon, double weightDecay, bool decoupled, bool amsgrad)
        : base(learningRate, weightDecay)
    {
        _beta1 = BelowOne(beta1, nameof(beta1));
        _beta2 = BelowOne(beta2, nameof(beta2));
        _epsilon = NotNegative(epsilon, nameof(epsilon));
        _decoupled = decoupled;
        _amsgrad = amsgrad;
    }

    private protected override string[] StateNames => _amsgrad ? [Mean, Square, MaxSquare] : [Mean, Square];

    private protected override void Step(OptimizerState state, Span<float> values, ReadOnlySpan<float> gradients) =>
        TensorUpdate.Run(new Update(this, state), values, gradients);

    private readonly struct Update(AdaptiveMoments adam, OptimizerState state) : ITensorUpdate
    {
        // The penalty goes into the gradient, or straight into the parameter: the other one of the two is switched off.
        private readonly Vector<float> _decay = new((float)(adam._decoupled ? 0 : adam.DecayOf(state)));
        private readonly Vector<float> _kept = new((float)(adam._decoupled ? 1 - adam.RateOf(state) * adam.DecayOf(state) : 1));
        private readonly Vector<float> _beta1 = new((float)adam._beta1);
        private readonly Vector<float> _beta2 = new((float)adam._beta2);
        private readonly Vector<float> _share1 = new((float)(1 - adam._beta1));
        private readonly Vector<float> _share2 = new((float)(1 - adam._beta2));
        private readonly Vector<float> _epsilon = new((float)adam._epsilon);
        private readonly Vector<float> _rate = new((float)(adam.RateOf(state) / (1 - Math.Pow(adam._beta1, state.Steps))));
        private readonly Vector<float> _correction = new((float)Math.Sqrt(1 - Math.Pow(adam._beta2, state.Steps)));
        private readonly float[] _means = state.Buffer(Mean);
        private readonly float[] _squares = state.Buffer(Square);
        private readonly float[] _largest = state.Buffer(MaxSquare);

        public Vector<float> Apply(int index, Vector<float> values, Vector<float> gradients)
        {
            Vector<float> slope = gradients + _decay * values;
            Vector<float> mean = _beta1 * TensorUpdate.Load(_means, index) + _share1 * slope;
            Vector<float> square = _beta2 * TensorUpdate.Load(_squares, index) + _share2 * (slope * slope);
            mean.CopyTo(_means, index);
            square.CopyTo(_squares, index);
            if (_largest.Length != 0)
            {
                square = Vector.Max(TensorUpdate.Load(_largest, index), square);
                square.CopyTo(_largest, index);
            }

            return _kept * values - _rate * mean / (Vector.SquareRoot(square) / _correction + _epsilon);
        }
    }
}
