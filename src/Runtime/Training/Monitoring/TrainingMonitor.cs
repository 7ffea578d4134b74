using ConvGen.Engine;
using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Watches a <see cref="TrainingSession{TNetwork}"/> for the signs of saturation, per layer, as numbers that a program can read: rectifiers
/// that yield nothing, weight matrices that stretch or flatten, gradients that vanish or explode, a loss that no longer falls. It looks at
/// every so-manieth step, and at the loss of every step. Memory is allocated when the session is made, none per step.
/// </summary>
/// <remarks>Singular values take a time of d³ for a matrix whose smaller extent is d; look rarely at large networks.</remarks>
public sealed class TrainingMonitor
{
    private readonly int _window = 100;
    private readonly double _minImprovement = 0.01;
    private RectifierStatistics[] _rectifiers = [];
    private WeightStatistics[] _weights = [];
    private GradientStatistics[] _gradients = [];
    private (int Tensor, SingularValues Values)[] _matrices = [];
    private int[] _trained = [];
    private LossPlateau _plateau = new(1, 0);
    private bool _isAttached;

    /// <summary>Makes a monitor for one session.</summary>
    /// <param name="every">The steps from one look to the next; the first step is looked at.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public TrainingMonitor(int every = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        Every = every;
    }

    /// <summary>The steps from one look to the next.</summary>
    public int Every { get; }

    /// <summary>How many steps' losses are averaged before they are compared with as many others.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int PlateauWindow
    {
        get => _window;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(PlateauWindow));
            _window = value;
        }
    }

    /// <summary>The share of the earlier loss by which the later one must be lower to be no plateau.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double MinImprovement
    {
        get => _minImprovement;
        init => _minImprovement = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(MinImprovement), Invariant($"MinImprovement must be finite and not negative, not {value}."));
    }

    /// <summary>The step that was looked at last, from 1; 0 before the first.</summary>
    public long Step { get; private set; }

    /// <summary>Each rectifier that gradients go through, in the order of the backward pass.</summary>
    public ReadOnlySpan<RectifierStatistics> Rectifiers => _rectifiers;

    /// <summary>Each weight matrix in the order of weight files, as it was before the step.</summary>
    public ReadOnlySpan<WeightStatistics> Weights => _weights;

    /// <summary>The gradient by each trained tensor in the order of weight files, before it was clipped.</summary>
    public ReadOnlySpan<GradientStatistics> Gradients => _gradients;

    /// <summary>The length of all gradients as one vector, before it was clipped.</summary>
    public double GradientNorm { get; private set; }

    /// <summary>The mean loss of the last full <see cref="PlateauWindow"/>; null until there is one.</summary>
    public double? RecentLoss => _plateau.Windows >= 1 ? _plateau.RecentLoss : null;

    /// <summary>The mean loss of the window before; null until there is one.</summary>
    public double? EarlierLoss => _plateau.Windows >= 2 ? _plateau.EarlierLoss : null;

    /// <summary>
    /// Whether the loss has stopped to fall: <see cref="RecentLoss"/> is not lower than <see cref="EarlierLoss"/> by
    /// <see cref="MinImprovement"/>, or one of them is not a number.
    /// </summary>
    public bool IsOnPlateau => _plateau.IsReached;

    /// <summary>Allocates what a network needs.</summary>
    /// <exception cref="InvalidOperationException">The monitor watches another session.</exception>
    internal void Attach(ParameterCollection parameters, TrainingContext context)
    {
        if (_isAttached)
        {
            throw new InvalidOperationException("This monitor watches another session; create one for each.");
        }

        _isAttached = true;
        _plateau = new LossPlateau(_window, _minImprovement);
        _rectifiers =
        [
            .. context.WatchedRectifiers.Select(rectifier => new RectifierStatistics(rectifier.Layer, rectifier.Layout.Channels, 0)),
        ];
        _trained = [.. Enumerable.Range(0, parameters.Count).Where(i => parameters[i].Trainable)];
        _gradients = [.. _trained.Select(i => new GradientStatistics(parameters[i].Name, 0))];
        _matrices =
        [
            .. _trained.Where(i => parameters[i].Spec.Role == TensorRole.Weight && parameters[i].Shape.Count > 1)
                .Select(i => (i, new SingularValues(parameters[i].Shape[0], parameters[i].Length / parameters[i].Shape[0]))),
        ];
        _weights = [.. _matrices.Select(matrix => new WeightStatistics(parameters[matrix.Tensor].Name, 0, 0))];
    }

    /// <summary>Whether a step is looked at.</summary>
    internal bool IsDue(long stepsBefore) => stepsBefore % Every == 0;

    /// <summary>Looks at the weights, and at the rectifiers' results before the backward pass uses their memory up.</summary>
    internal void ObserveForward(long step, ParameterCollection parameters, TrainingContext context)
    {
        Step = step;
        for (int i = 0; i < _rectifiers.Length; i++)
        {
            _rectifiers[i] = _rectifiers[i] with { DeadUnits = context.CountDeadUnits(i) };
        }

        for (int i = 0; i < _matrices.Length; i++)
        {
            (double largest, double smallest) = _matrices[i].Values.Of(parameters.Block(_matrices[i].Tensor));
            _weights[i] = _weights[i] with { LargestSingularValue = largest, SmallestSingularValue = smallest };
        }
    }

    /// <summary>Looks at the gradients.</summary>
    internal void ObserveBackward(ParameterCollection gradients)
    {
        double sum = 0;
        for (int i = 0; i < _trained.Length; i++)
        {
            double square = GradientLength.SumOfSquares(gradients.Block(_trained[i]));
            _gradients[i] = _gradients[i] with { Norm = Math.Sqrt(square) };
            sum += square;
        }

        GradientNorm = Math.Sqrt(sum);
    }

    /// <summary>Takes note of a step's loss.</summary>
    internal void AddLoss(float loss) => _plateau.Add(loss);
}
