using System.Numerics;

namespace ConvGen;

/// <summary>
/// Adagrad (Duchi, Hazan and Singer 2011), exactly as torch's: g ← g + weightDecay·p; s ← s + g²;
/// p ← p − learningRate/(1 + (t − 1)·rateDecay) · g/(√s + ε). Parameters whose gradients are rarely other than zero keep a large rate.
/// </summary>
public sealed class Adagrad : Optimizer
{
    private const string Sum = "sum";

    private readonly double _rateDecay;
    private readonly float _epsilon;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">How far the first steps go.</param>
    /// <param name="rateDecay">How fast the rate falls besides, by each step.</param>
    /// <param name="weightDecay">The L2 penalty, added to the gradient.</param>
    /// <param name="initialSum">What the sums of squares start at.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite.</exception>
    public Adagrad(
        float learningRate = 1e-2f, double rateDecay = 0, double weightDecay = 0, double initialSum = 0, double epsilon = 1e-10)
        : base(learningRate, weightDecay)
    {
        _rateDecay = NotNegative(rateDecay, nameof(rateDecay));
        StateStart = (float)NotNegative(initialSum, nameof(initialSum));
        _epsilon = (float)NotNegative(epsilon, nameof(epsilon));
    }

    private protected override string[] StateNames => [Sum];

    private protected override float StateStart { get; }

    private protected override void Step(OptimizerState state, Span<float> values, ReadOnlySpan<float> gradients) =>
        TensorUpdate.Run(new Update(this, state), values, gradients);

    private readonly struct Update(Adagrad optimizer, OptimizerState state) : ITensorUpdate
    {
        private readonly Vector<float> _rate = new((float)(optimizer.RateOf(state) / (1 + (state.Steps - 1) * optimizer._rateDecay)));
        private readonly Vector<float> _decay = new((float)optimizer.DecayOf(state));
        private readonly Vector<float> _epsilon = new(optimizer._epsilon);
        private readonly float[] _sums = state.Buffer(Sum);

        public Vector<float> Apply(int index, Vector<float> values, Vector<float> gradients)
        {
            Vector<float> slope = gradients + _decay * values;
            Vector<float> sum = TensorUpdate.Load(_sums, index) + slope * slope;
            sum.CopyTo(_sums, index);
            return values - _rate * slope / (Vector.SquareRoot(sum) + _epsilon);
        }
    }
}
