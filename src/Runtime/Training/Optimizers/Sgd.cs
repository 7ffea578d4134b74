using System.Numerics;

namespace ConvGen;

/// <summary>
/// Stochastic gradient descent with momentum, exactly as torch's SGD: g ← g + weightDecay·p; with momentum, b ← g at the first step and
/// momentum·b + (1 − dampening)·g from the second, and g ← b, or g + momentum·b with Nesterov's; p ← p − learningRate·g.
/// </summary>
public sealed class Sgd : Optimizer
{
    private const string Direction = "momentum_buffer";

    private readonly float _momentum;
    private readonly float _dampening;
    private readonly bool _nesterov;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">How far a step goes.</param>
    /// <param name="momentum">How much of the last direction is kept, usually 0.9; 0 for none.</param>
    /// <param name="dampening">How much less of the gradient is taken into the direction.</param>
    /// <param name="weightDecay">The L2 penalty, added to the gradient.</param>
    /// <param name="nesterov">Look ahead along the new direction (Sutskever et al. 2013); needs momentum and no dampening.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite.</exception>
    /// <exception cref="ArgumentException">Nesterov's without momentum or with dampening.</exception>
    public Sgd(float learningRate, float momentum = 0, float dampening = 0, float weightDecay = 0, bool nesterov = false)
        : base(learningRate, weightDecay)
    {
        _momentum = (float)NotNegative(momentum, nameof(momentum));
        _dampening = float.IsFinite(dampening) ? dampening : throw new ArgumentOutOfRangeException(nameof(dampening));
        _nesterov = nesterov;
        if (nesterov && (momentum == 0 || dampening != 0))
        {
            throw new ArgumentException("Nesterov's momentum needs a momentum and no dampening.", nameof(nesterov));
        }
    }

    private protected override string[] StateNames => _momentum == 0 ? [] : [Direction];

    private protected override void Step(OptimizerState state, Span<float> values, ReadOnlySpan<float> gradients)
    {
        if (_momentum == 0)
        {
            TensorUpdate.Run(new PlainUpdate(this, state), values, gradients);
        }
        else
        {
            TensorUpdate.Run(new MomentumUpdate(this, state), values, gradients);
        }
    }

    private readonly struct PlainUpdate(Sgd sgd, OptimizerState state) : ITensorUpdate
    {
        private readonly Vector<float> _rate = new((float)sgd.RateOf(state));
        private readonly Vector<float> _decay = new((float)sgd.DecayOf(state));

        public Vector<float> Apply(int index, Vector<float> values, Vector<float> gradients) =>
            values - _rate * (gradients + _decay * values);
    }

    private readonly struct MomentumUpdate(Sgd sgd, OptimizerState state) : ITensorUpdate
    {
        private readonly Vector<float> _rate = new((float)sgd.RateOf(state));
        private readonly Vector<float> _decay = new((float)sgd.DecayOf(state));
        private readonly Vector<float> _momentum = new(sgd._momentum);

        // The first direction is the gradient itself: the buffer is still zero, and nothing is dampened.
        private readonly Vector<float> _share = new(state.Steps > 1 ? 1 - sgd._dampening : 1);
        private readonly bool _nesterov = sgd._nesterov;
        private readonly float[] _buffer = state.Buffer(Direction);

        public Vector<float> Apply(int index, Vector<float> values, Vector<float> gradients)
        {
            Vector<float> slope = gradients + _decay * values;
            Vector<float> direction = _momentum * TensorUpdate.Load(_buffer, index) + _share * slope;
            direction.CopyTo(_buffer, index);
            return values - _rate * (_nesterov ? slope + _momentum * direction : direction);
        }
    }
}
