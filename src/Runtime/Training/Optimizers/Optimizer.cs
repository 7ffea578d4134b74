using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Changes parameters by their gradients. An optimizer has state for each tensor (momentum, moments), so each run of training needs its
/// own. The tensors are told once by <see cref="Attach(ReadOnlySpan{int})"/>; afterwards nothing is allocated.
/// </summary>
public abstract class Optimizer
{
    private readonly float? _clipNorm;
    private int[]? _lengths;
    private OptimizerState[] _states = [];
    private float _learningRate;

    private protected Optimizer(float learningRate, double weightDecay)
    {
        LearningRate = learningRate;
        WeightDecay = NotNegative(weightDecay, nameof(weightDecay));
    }

    /// <summary>How far a step goes; may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public float LearningRate
    {
        get => _learningRate;
        set => _learningRate = (float)NotNegative(value, nameof(LearningRate));
    }

    /// <summary>
    /// How strongly parameters are drawn to zero: the factor of the L2 penalty, or of the decay itself where that is decoupled. A
    /// <see cref="ParameterGroup"/> may say otherwise for some tensors.
    /// </summary>
    public double WeightDecay { get; }

    /// <summary>
    /// The longest that all gradients of a step, as one vector, may be (Pascanu et al. 2013); longer ones are scaled down to it, as torch's
    /// clip_grad_norm_ does. Null, as it is at first, leaves them as they are.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive and finite.</exception>
    public float? ClipNorm
    {
        get => _clipNorm;
        init => _clipNorm = value is null or > 0 and < float.PositiveInfinity
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ClipNorm), Invariant($"ClipNorm must be positive and finite, not {value}."));
    }

    /// <summary>Allocates the state for the trainable tensors of a network.</summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <exception cref="InvalidOperationException">The optimizer already has tensors.</exception>
    public void Attach(ParameterCollection parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Attach([.. parameters.Select(parameter => parameter.Trainable ? parameter.Length : 0)]);
    }

    /// <summary>Allocates the state.</summary>
    /// <param name="lengths">The floats of each tensor; 0 for one that is not trained.</param>
    /// <exception cref="InvalidOperationException">The optimizer already has tensors.</exception>
    public void Attach(ReadOnlySpan<int> lengths)
    {
        if (_lengths is not null)
        {
            throw new InvalidOperationException("This optimizer belongs to another run of training; create one for each.");
        }

        _lengths = lengths.ToArray();
        _states = Array.ConvertAll(_lengths, length => new OptimizerState(length, StateNames, StateStart));
    }

    /// <summary>What is kept of a tensor between steps: to go on with training where another run has stopped.</summary>
    /// <param name="tensor">Which of the tensors attached.</param>
    /// <exception cref="InvalidOperationException">The optimizer has not been attached.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tensor.</exception>
    public OptimizerState State(int tensor)
    {
        CheckTensor(tensor);
        return _states[tensor];
    }

    /// <summary>Changes every trainable tensor of a network that is not frozen once. Nothing of the network may be running.</summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="gradients">The gradients by them; scaled in place when <see cref="ClipNorm"/> asks for it.</param>
    /// <exception cref="InvalidOperationException">The optimizer has not been attached.</exception>
    /// <exception cref="ArgumentException">The tensors are not those attached; nothing has been changed.</exception>
    public void Step(ParameterCollection parameters, ParameterCollection gradients)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(gradients);
        CheckTensors(parameters, nameof(parameters));
        CheckTensors(gradients, nameof(gradients));
        if (_clipNorm is { } limit)
        {
            GradientLength.Clip(gradients, limit, _states);
        }

        for (int i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Trainable && !_states[i].IsFrozen)
            {
                Step(i, parameters.Block(i), gradients.Block(i));
            }
        }

        parameters.MarkChanged();
    }

    /// <summary>Changes one tensor once; <see cref="ClipNorm"/> is about all tensors together and does not apply.</summary>
    /// <param name="tensor">Which of the tensors attached.</param>
    /// <param name="values">Its numbers.</param>
    /// <param name="gradients">The gradient by each.</param>
    /// <exception cref="InvalidOperationException">The optimizer has not been attached.</exception>
    /// <exception cref="ArgumentException">
    /// There is no such tensor, a length is another one, or the gradients overlap the values.
    /// </exception>
    public void Step(int tensor, Span<float> values, ReadOnlySpan<float> gradients)
    {
        CheckTensor(tensor);
        int length = _lengths![tensor];
        if (values.Length != length || gradients.Length != length)
        {
            throw new ArgumentException(Invariant(
                $"Tensor {tensor} was attached with {length} floats; there are {values.Length} values and {gradients.Length} gradients."));
        }

        if (gradients.Overlaps(values))
        {
            throw new ArgumentException("The gradients overlap the values that are changed.", nameof(gradients));
        }

        _states[tensor].Steps++;
        Step(_states[tensor], values, gradients);
    }

    /// <summary>The buffers that are kept of each tensor, under torch's names.</summary>
    private protected abstract string[] StateNames { get; }

    /// <summary>What the numbers of the buffers are before the first step.</summary>
    private protected virtual float StateStart => 0;

    /// <summary>How far a step changes a tensor: the learning rate times the factor of its group.</summary>
    private protected double RateOf(OptimizerState state) => state.RateFactor == 1 ? LearningRate : LearningRate * state.RateFactor;

    /// <summary>How strongly a tensor is drawn to zero.</summary>
    private protected double DecayOf(OptimizerState state) => state.WeightDecay ?? WeightDecay;

    /// <summary>Does the work of a step once the lengths are known to fit; it is counted already.</summary>
    private protected abstract void Step(OptimizerState state, Span<float> values, ReadOnlySpan<float> gradients);

    private void CheckTensors(ParameterCollection tensors, string name)
    {
        int[] lengths = Lengths();
        bool fits = tensors.Count == lengths.Length;
        for (int i = 0; fits && i < lengths.Length; i++)
        {
            fits = lengths[i] == (tensors[i].Trainable ? tensors[i].Length : 0);
        }

        if (!fits)
        {
            throw new ArgumentException("The tensors are not those of the network that the optimizer was attached to.", name);
        }
    }

    private void CheckTensor(int tensor) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)tensor, (uint)Lengths().Length, nameof(tensor));

    private int[] Lengths() => _lengths ?? throw new InvalidOperationException("Call Attach() first.");

    /// <summary>Checks a setting.</summary>
    private protected static double NotNegative(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"{name} must be finite and not negative, not {value}."));

    /// <summary>Checks how much of a running mean is kept.</summary>
    private protected static double BelowOne(double value, string name) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"{name} must be from 0 to below 1, not {value}."));
}
