using System.Numerics;
using System.Runtime.CompilerServices;

namespace ConvGen;

/// <summary>
/// What Adam, AdamW and Nadam share: running means of the gradients and of their squares, m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g².
/// A step is Adam's unless an optimizer has its own: p ← p − learningRate/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε). With amsgrad (Reddi et al.
/// 2018) the largest v so far takes the place of v.
/// </summary>
public abstract class AdaptiveMoments : Optimizer
{
    private const string Mean = "exp_avg", Square = "exp_avg_sq", MaxSquare = "max_exp_avg_sq";

    private readonly bool _decoupled;
    private readonly bool _amsgrad;

    private protected AdaptiveMoments(
        float learningRate, double beta1, double beta2, double epsilon, double weightDecay, bool decoupled, bool amsgrad)
        : base(learningRate, weightDecay)
    {
        Beta1 = BelowOne(beta1, nameof(beta1));
        Beta2 = BelowOne(beta2, nameof(beta2));
        Epsilon = NotNegative(epsilon, nameof(epsilon));
        _decoupled = decoupled;
        _amsgrad = amsgrad;
    }

    private protected double Beta1 { get; }

    private protected double Beta2 { get; }

    private protected double Epsilon { get; }

    private protected override string[] StateNames => _amsgrad ? [Mean, Square, MaxSquare] : [Mean, Square];

    private protected override void Step(OptimizerState state, Span<float> values, ReadOnlySpan<float> gradients) =>
        TensorUpdate.Run(new Update(this, state), values, gradients);

    /// <summary>The running means of one tensor, and its weight decay, for one step.</summary>
    private protected readonly struct Moments(AdaptiveMoments optimizer, OptimizerState state)
    {
        // The penalty goes into the gradient, or straight into the parameter: the other one of the two is switched off.
        private readonly Vector<float> _decay = new((float)(optimizer._decoupled ? 0 : optimizer.DecayOf(state)));
        private readonly Vector<float> _kept =
            new((float)(optimizer._decoupled ? 1 - optimizer.RateOf(state) * optimizer.DecayOf(state) : 1));

        private readonly Vector<float> _beta1 = new((float)optimizer.Beta1);
        private readonly Vector<float> _beta2 = new((float)optimizer.Beta2);
        private readonly Vector<float> _share1 = new((float)(1 - optimizer.Beta1));
        private readonly Vector<float> _share2 = new((float)(1 - optimizer.Beta2));
        private readonly float[] _means = state.Buffer(Mean);
        private readonly float[] _squares = state.Buffer(Square);

        /// <summary>Takes gradients in.</summary>
        /// <param name="index">The index of the first.</param>
        /// <param name="values">The parameters; what decay leaves of them.</param>
        /// <param name="gradients">The gradients; with the penalty.</param>
        /// <param name="mean">The running mean of the gradients.</param>
        /// <param name="square">That of their squares.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Advance(
            int index, ref Vector<float> values, ref Vector<float> gradients, out Vector<float> mean, out Vector<float> square)
        {
            gradients += _decay * values;
            mean = _beta1 * TensorUpdate.Load(_means, index) + _share1 * gradients;
            square = _beta2 * TensorUpdate.Load(_squares, index) + _share2 * (gradients * gradients);
            mean.CopyTo(_means, index);
            square.CopyTo(_squares, index);
            values = _kept * values;
        }
    }

    private readonly struct Update(AdaptiveMoments adam, OptimizerState state) : ITensorUpdate
    {
        private readonly Moments _moments = new(adam, state);
        private readonly Vector<float> _epsilon = new((float)adam.Epsilon);
        private readonly Vector<float> _rate = new((float)(adam.RateOf(state) / (1 - Math.Pow(adam.Beta1, state.Steps))));
        private readonly Vector<float> _correction = new((float)Math.Sqrt(1 - Math.Pow(adam.Beta2, state.Steps)));
        private readonly float[] _largest = state.Buffer(MaxSquare);

        public Vector<float> Apply(int index, Vector<float> values, Vector<float> gradients)
        {
            _moments.Advance(index, ref values, ref gradients, out Vector<float> mean, out Vector<float> square);
            if (_largest.Length != 0)
            {
                square = Vector.Max(TensorUpdate.Load(_largest, index), square);
                square.CopyTo(_largest, index);
            }

            return values - _rate * mean / (Vector.SquareRoot(square) / _correction + _epsilon);
        }
    }
}
