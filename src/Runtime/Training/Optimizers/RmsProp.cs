using System.Numerics;

namespace ConvGen;

/// <summary>
/// RMSProp (Hinton 2012), exactly as torch's: g ← g + weightDecay·p; v ← α·v + (1 − α)·g²; d ← g/(√v + ε), or when centred (Graves 2013)
/// m ← α·m + (1 − α)·g; d ← g/(√(v − m²) + ε); with momentum b ← momentum·b + d and d ← b; p ← p − learningRate·d.
/// </summary>
public sealed class RmsProp : Optimizer
{
    private const string Square = "square_avg", Mean = "grad_avg", Direction = "momentum_buffer";

    private readonly double _alpha;
    private readonly float _epsilon;
    private readonly float _momentum;
    private readonly bool _centered;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">About how far a step moves each parameter.</param>
    /// <param name="alpha">How much of the mean of the squared gradients is kept.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    /// <param name="weightDecay">The L2 penalty, added to the gradient.</param>
    /// <param name="momentum">How much of the last direction is kept; 0 for none.</param>
    /// <param name="centered">Divide by the gradients' standard deviation instead of their root mean square.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite, or α not below 1.</exception>
    public RmsProp(
        float learningRate = 1e-2f,
        double alpha = 0.99,
        double epsilon = 1e-8,
        double weightDecay = 0,
        double momentum = 0,
        bool centered = false)
        : base(learningRate, weightDecay)
    {
        _alpha = BelowOne(alpha, nameof(alpha));
        _epsilon = (float)NotNegative(epsilon, nameof(epsilon));
        _momentum = (float)NotNegative(momentum, nameof(momentum));
        _centered = centered;
    }

    private protected override string[] StateNames =>
        [Square, .. _centered ? (string[])[Mean] : [], .. _momentum != 0 ? (string[])[Direction] : []];

    private protected override void Step(OptimizerState state, Span<float> values, ReadOnlySpan<float> gradients) =>
        TensorUpdate.Run(new Update(this, state), values, gradients);

    private readonly struct Update(RmsProp optimizer, OptimizerState state) : ITensorUpdate
    {
        private readonly Vector<float> _rate = new((float)optimizer.RateOf(state));
        private readonly Vector<float> _decay = new((float)optimizer.DecayOf(state));
        private readonly Vector<float> _alpha = new((float)optimizer._alpha);
        private readonly Vector<float> _share = new((float)(1 - optimizer._alpha));
        private readonly Vector<float> _epsilon = new(optimizer._epsilon);
        private readonly Vector<float> _momentum = new(optimizer._momentum);
        private readonly float[] _squares = state.Buffer(Square);
        private readonly float[] _means = state.Buffer(Mean);
        private readonly float[] _directions = state.Buffer(Direction);

        public Vector<float> Apply(int index, Vector<float> values, Vector<float> gradients)
        {
            Vector<float> slope = gradients + _decay * values;
            Vector<float> square = _alpha * TensorUpdate.Load(_squares, index) + _share * (slope * slope);
            square.CopyTo(_squares, index);
            if (_means.Length != 0)
            {
                Vector<float> mean = _alpha * TensorUpdate.Load(_means, index) + _share * slope;
                mean.CopyTo(_means, index);

                // A variance, but rounding may leave it slightly negative. What is no number stays so as the second operand, also on .NET
                // 8.
                square = Vector.Max(Vector<float>.Zero, square - mean * mean);
            }

            Vector<float> direction = slope / (Vector.SquareRoot(square) + _epsilon);
            if (_directions.Length != 0)
            {
                direction += _momentum * TensorUpdate.Load(_directions, index);
                direction.CopyTo(_directions, index);
            }

            return values - _rate * direction;
        }
    }
}
