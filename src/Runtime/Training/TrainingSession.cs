using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Trains a network: forward, loss, backward, optimizer, minibatch by minibatch. With the same seed, network and data a run is
/// reproduced bit for bit, on any number of threads. Steps allocate nothing.
/// </summary>
/// <typeparam name="TNetwork">The generated network.</typeparam>
public sealed partial class TrainingSession<TNetwork> : IDisposable
    where TNetwork : ITrainableNetwork
{
    private readonly TNetwork _network;
    private readonly Optimizer _optimizer;
    private readonly Objective _objective;
    private readonly TrainingContext _context;
    private readonly float[] _outputGradient;
    private readonly float[] _outputs;
    private readonly Minibatch _batch;
    private readonly RowParts _inputs;
    private readonly RowParts _targets;
    private readonly int _seed;
    private float _fullRate;
    private readonly ScheduleUnit _scheduleUnit;
    private readonly TrainingMonitor? _monitor;
    private readonly ExponentialMovingAverage? _movingAverage;
    private readonly IReadOnlyList<ParameterGroup> _groups = [];
    private readonly int _accumulatedBatches = 1;
    private readonly GradientSum? _sum;

    /// <summary>Makes a session for a network with one output. The network stays the caller's to dispose.</summary>
    /// <param name="network">The network to train.</param>
    /// <param name="optimizer">How parameters are changed; a new one for each session.</param>
    /// <param name="loss">What is to become small.</param>
    /// <param name="batchSize">The examples of one minibatch.</param>
    /// <param name="seed">Where the random numbers of shuffling and dropout start.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive, or more than fits, which the message says.</exception>
    /// <exception cref="ArgumentException">
    /// The network has several outputs, or ends in a layer that the loss cannot follow, such as a sigmoid before one that takes logits.
    /// </exception>
    /// <exception cref="InvalidOperationException">The optimizer belongs to another session.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public TrainingSession(TNetwork network, Optimizer optimizer, Loss loss, int batchSize, int seed = 0)
        : this(network, optimizer, Only(network, loss), batchSize, seed)
    {
    }

    /// <summary>
    /// Makes a session that makes a weighted sum of losses small, one for each output that is to learn. The network stays the caller's to
    /// dispose.
    /// </summary>
    /// <param name="network">The network to train.</param>
    /// <param name="optimizer">How parameters are changed; a new one for each session.</param>
    /// <param name="losses">How outputs are judged. The targets of one example are that of the first loss, then that of the next.</param>
    /// <param name="batchSize">The examples of one minibatch.</param>
    /// <param name="seed">Where the random numbers of shuffling and dropout start.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive, or more than fits, which the message says.</exception>
    /// <exception cref="ArgumentException">
    /// An output is unknown or named twice, a weight is negative, or an output ends in a layer that its loss cannot follow.
    /// </exception>
    /// <exception cref="InvalidOperationException">The optimizer belongs to another session.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public TrainingSession(TNetwork network, Optimizer optimizer, IReadOnlyList<OutputLoss> losses, int batchSize, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(losses);
        _objective = Objective.Of(network.Info, losses);
        _network = network;
        _optimizer = optimizer;
        _seed = seed;
        _fullRate = optimizer.LearningRate;
        BatchSize = batchSize;

        // It knows how many examples fit, and says so before anything is allocated.
        _context = network.CreateTrainingContext(batchSize, seed);
        try
        {
            _context.Owner = $"TrainingSession<{typeof(TNetwork).Name}>";
            _outputGradient = new float[batchSize * network.OutputLength];
            _outputs = new float[_outputGradient.Length];
            IReadOnlyList<PortInfo> inputs = network.Info.Inputs;
            _inputs = new RowParts(batchSize, inputs.Count == 1 ? [network.InputLength] : [.. inputs.Select(input => input.Length)]);
            _targets = new RowParts(batchSize, _objective.TargetLengths);
            _batch = new Minibatch(batchSize, _inputs.RowLength, _targets.RowLength);
            optimizer.Attach(network.Parameters);
        }
        catch
        {
            _context.Dispose();
            throw;
        }
    }

    /// <summary>The examples of one minibatch; the last of an epoch may have fewer.</summary>
    public int BatchSize { get; }

    /// <summary>
    /// How the learning rate changes: before each step it becomes the rate that the optimizer had when the session was made, times the
    /// schedule's factor. Null, as it is at first, leaves the optimizer's rate alone.
    /// </summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>What <see cref="Schedule"/> counts: steps, as it does at first, or epochs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The unit is unknown.</exception>
    public ScheduleUnit ScheduleUnit
    {
        get => _scheduleUnit;
        init => _scheduleUnit = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ScheduleUnit), Invariant($"There is no unit {(int)value}."));
    }

    /// <summary>Watches the training for signs of saturation; null, as it is at first, for nobody.</summary>
    /// <exception cref="InvalidOperationException">The monitor watches another session.</exception>
    public TrainingMonitor? Monitor
    {
        get => _monitor;
        init
        {
            value?.Attach(_network.Parameters, _context);
            _monitor = value;
        }
    }

    /// <summary>
    /// Tensors that are trained otherwise than the rest; of several groups that mean a tensor the first counts. None at first.
    /// </summary>
    /// <exception cref="ArgumentException">A group means no trainable tensor of the network; the message has the nearest names.</exception>
    public IReadOnlyList<ParameterGroup> Groups
    {
        get => _groups;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            _groups = [.. value];
            foreach (ParameterGroup group in _groups.Reverse())
            {
                foreach (int tensor in TensorPattern.Find(_network.Parameters, group.Pattern, nameof(Groups)))
                {
                    OptimizerState state = _optimizer.State(tensor);
                    (state.RateFactor, state.WeightDecay, state.IsFrozen) = (group.RateFactor, group.WeightDecay, group.IsFrozen);
                }
            }
        }
    }

    /// <summary>
    /// An average of the parameters over the steps, which <see cref="Fit"/> judges in their place; null, as it is at first, for none.
    /// </summary>
    /// <exception cref="InvalidOperationException">The average belongs to another session.</exception>
    public ExponentialMovingAverage? MovingAverage
    {
        get => _movingAverage;
        init
        {
            value?.Attach(_network.Parameters);
            _movingAverage = value;
        }
    }

    /// <summary>
    /// How many minibatches make one step: their gradients are averaged, each weighted by its examples (or added, where every loss is a
    /// sum), before the optimizer takes them, for batches that memory does not hold. 1 at first. What is left at the end of an epoch of
    /// <see cref="Fit"/> makes a step too. Statistics of batch normalisation are those of each minibatch.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int AccumulatedBatches
    {
        get => _accumulatedBatches;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(AccumulatedBatches));
            _accumulatedBatches = value;
            _sum = value == 1 ? null : new GradientSum(_network.Parameters, _objective.IsMean);
        }
    }

    /// <summary>How many steps are done: changes of the parameters.</summary>
    public long Steps { get; private set; }

    /// <summary>How many epochs of <see cref="Fit"/> are done.</summary>
    public int Epochs { get; private set; }

    /// <summary>Learns from one minibatch. Allocates nothing. What is refused changes nothing.</summary>
    /// <param name="inputs">
    /// The examples, one after another, as the rows of an <see cref="IDataset"/> are; at most <see cref="BatchSize"/>. An example of a
    /// network with several inputs is its first input, then its next.
    /// </param>
    /// <param name="targets">
    /// The targets of the same examples, one example after another: class numbers or values, as the loss takes them. With several losses,
    /// an example has its target of the first loss, then that of the next: <c>mask0 kind0 mask1 kind1</c>, not <c>mask0 mask1 kind0
    /// kind1</c>.
    /// </param>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="ArgumentException">
    /// A length does not fit, a number is not finite, or what stands where a class is expected is none: targets in another order are found
    /// by that, if by anything.
    /// </exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss or a gradient is not finite; the parameters have not been changed, only running statistics.
    /// </exception>
    /// <exception cref="InvalidOperationException">The session is at work on another thread.</exception>
    /// <exception cref="ObjectDisposedException">The session or its network has been disposed.</exception>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        // Entered for the whole step: nothing is freed, and nobody else steps, between its passes.
        _context.Enter();
        try
        {
            int examples = _context.CountExamples(inputs.Length, nameof(inputs));
            Loss.CheckLength(targets.Length, (long)examples * _targets.RowLength, nameof(targets));
            ReadOnlySpan<float> parts = _targets.Of(targets);
            _objective.CheckTargets(parts, examples, default, nameof(targets));
            Divergence.CheckInputs(inputs, _inputs.RowLength, default, nameof(inputs));
            return StepEntered(_inputs.Of(inputs), parts, examples);
        }
        finally
        {
            _context.Exit();
        }
    }

    /// <summary>Leaves tensors as they are from now on, such as those of a pretrained trunk; running statistics still move.</summary>
    /// <param name="pattern">Which tensors, as <see cref="ParameterGroup"/> says it.</param>
    /// <exception cref="ArgumentException">It means no trainable tensor of the network; the message has the nearest names.</exception>
    public void Freeze(string pattern) => SetFrozen(pattern, true);

    /// <summary>Trains tensors again.</summary>
    /// <param name="pattern">Which tensors, as <see cref="ParameterGroup"/> says it.</param>
    /// <exception cref="ArgumentException">It means no trainable tensor of the network; the message has the nearest names.</exception>
    public void Unfreeze(string pattern) => SetFrozen(pattern, false);

    /// <summary>Runs a data set through the network as inference does, without learning from it.</summary>
    /// <param name="dataset">The examples.</param>
    /// <returns>
    /// The mean loss and, for classes, the accuracy. When the loss takes logits and the network ends in a softmax, the loss is computed
    /// from the probabilities, where one below the smallest normal float counts as that.
    /// </returns>
    /// <exception cref="ArgumentException">The data set does not fit the network and the loss, or is empty.</exception>
    /// <exception cref="InvalidOperationException">The session is at work on another thread.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public EvaluationResult Evaluate(IDataset dataset) => Evaluate(dataset, [], nameof(dataset));

    /// <summary>Runs a data set through the network as inference does, without learning from it, and measures more than the loss.</summary>
    /// <param name="dataset">The examples.</param>
    /// <param name="metrics">What is measured; reset first, and as the data set left them afterwards.</param>
    /// <returns>The mean loss, for classes the accuracy, and the metrics.</returns>
    /// <exception cref="ArgumentException">
    /// The data set does not fit the network and the loss, or is empty; or a metric cannot judge the output that it is for.
    /// </exception>
    /// <exception cref="InvalidOperationException">The session is at work on another thread.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public EvaluationResult Evaluate(IDataset dataset, IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Evaluate(dataset, metrics, nameof(dataset));
    }

    /// <summary>Frees what the session allocated; the network stays.</summary>
    /// <exception cref="InvalidOperationException">The session is at work on another thread.</exception>
    public void Dispose() => _context.Dispose();

    private void SetFrozen(string pattern, bool isFrozen)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        foreach (int tensor in TensorPattern.Find(_network.Parameters, pattern, nameof(pattern)))
        {
            _optimizer.State(tensor).IsFrozen = isFrozen;
        }
    }

    private EvaluationResult Evaluate(IDataset dataset, IReadOnlyList<Metric> metrics, string name)
    {
        _batch.Check(dataset, name);
        _objective.Check(metrics, nameof(metrics));
        _context.Enter();
        try
        {
            return EvaluateEntered(dataset, metrics, name);
        }
        finally
        {
            _context.Exit();
        }
    }

    private float StepEntered(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, int examples)
    {
        _movingAverage?.RequireOwnParameters();
        _context.ForwardEntered(inputs, examples, _objective.TakesLogits);
        bool isWatched = _monitor is not null && _sum is null or { Minibatches: 0 } && _monitor!.IsDue(Steps);
        if (isWatched)
        {
            _monitor!.ObserveForward(Steps + 1, _network.Parameters, _context);
        }

        ReadOnlySpan<float> outputs = _context.Output;
        Span<float> gradient = _outputGradient.AsSpan(0, outputs.Length);
        float loss = _objective.Evaluate(outputs, targets, examples, gradient);
        if (!float.IsFinite(loss))
        {
            throw Divergence.OfLoss(loss, Steps + 1, _network.Parameters, _context);
        }

        _context.BackwardEntered(gradient);
        Divergence.CheckGradients(_context.Gradients, Steps + 1);
        _monitor?.AddLoss(loss);
        if (isWatched)
        {
            _monitor!.ObserveBackward(_context.Gradients);
        }

        if (_sum is null)
        {
            Update();
        }
        else
        {
            _sum.Add(_context.Gradients, examples);
            if (_sum.Minibatches == _accumulatedBatches)
            {
                UpdateBySum();
            }
        }

        return loss;
    }

    private void UpdateBySum()
    {
        _sum!.MoveTo(_context.Gradients);
        Update();
    }

    private void Update()
    {
        if (Schedule is { } schedule)
        {
            _optimizer.LearningRate = (float)(_fullRate * schedule.At(_scheduleUnit == ScheduleUnit.Step ? Steps : Epochs));
        }

        _optimizer.Step(_network.Parameters, _context.Gradients);
        Steps++;
        _movingAverage?.Update();
    }

    private EvaluationResult EvaluateEntered(IDataset dataset, IReadOnlyList<Metric> metrics, string name)
    {
        LossMean[] means = _objective.BeginMean();
        foreach (Metric metric in metrics)
        {
            metric.Reset();
        }

        long right = 0;
        long judged = 0;
        dataset.BeginEpoch(Epochs, [.. Enumerable.Range(0, dataset.Count)]);
        for (int start = 0, count; start < dataset.Count; start += count)
        {
            count = Math.Min(BatchSize, dataset.Count - start);
            _batch.Clear();
            for (int i = start; i < start + count; i++)
            {
                _batch.Add(dataset, i);
            }

            ReadOnlySpan<float> targets = TargetsOfBatch(name);
            Span<float> outputs = _outputs.AsSpan(0, count * _objective.OutputLength);
            _network.Forward(_inputs.Of(_batch.Inputs), outputs);
            (long Right, long Judged) counted = _objective.CountRight(outputs, targets, count);
            right += counted.Right;
            judged += counted.Judged;
            _objective.AddTo(metrics, outputs, targets, count);
            _objective.TakeLogarithms(outputs, count);
            _objective.Evaluate(outputs, targets, count, default);
            _objective.AddTo(means, targets, count);
        }

        double? accuracy = judged == 0 ? null : (double)right / judged;
        return new EvaluationResult(_objective.ValueOf(means), accuracy, dataset.Count)
        {
            Metrics = [.. metrics.Select(metric => new MetricValue(metric.Name, metric.Value, metric.HigherIsBetter))],
        };
    }

    /// <summary>The targets of the minibatch, loss by loss, once they are known to be right.</summary>
    private ReadOnlySpan<float> TargetsOfBatch(string dataset)
    {
        ReadOnlySpan<float> targets = _targets.Of(_batch.Targets);
        _objective.CheckTargets(targets, _batch.Rows.Length, _batch.Rows, dataset);
        return targets;
    }

    private static OutputLoss[] Only(TNetwork network, Loss loss)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        IReadOnlyList<PortInfo> outputs = network.Info.Outputs;
        return outputs.Count == 1
            ? [new OutputLoss(outputs[0].Name, loss)]
            : throw new ArgumentException(
                Invariant($"The network has {outputs.Count} outputs; name the loss of each that is to learn, ")
                    + $"as in new OutputLoss(\"{outputs[0].Name}\", loss).",
                nameof(network));
    }
}
