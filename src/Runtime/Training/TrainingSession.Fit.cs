using System.Diagnostics;
using ConvGen.Engine;
using static System.FormattableString;

namespace ConvGen;

/// <content>Training over epochs.</content>
public sealed partial class TrainingSession<TNetwork>
{
    private FitState? _fit;
    private bool _isResumed;

    /// <summary>
    /// Trains for some epochs, each in another seeded order. After <see cref="Resume"/> it goes on where the run was whose checkpoint that
    /// is, with the same data, and <paramref name="epochs"/> counts the epochs of that run too.
    /// </summary>
    /// <param name="train">What to learn from.</param>
    /// <param name="test">What to evaluate after each epoch, if anything.</param>
    /// <param name="epochs">How many times to go through the training set.</param>
    /// <param name="options">What else to do: metrics, early stopping, the best epoch, checkpoints; null for nothing.</param>
    /// <param name="progress">Told after each minibatch.</param>
    /// <param name="cancellationToken">
    /// Stops training before the next minibatch. The network has then learned from those before, and can be used and saved; a checkpoint
    /// that is saved then goes on from there.
    /// </param>
    /// <returns>The results of all epochs.</returns>
    /// <exception cref="ArgumentException">
    /// A data set does not fit the network and the loss, or the run that is resumed, or is empty.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of epochs is negative.</exception>
    /// <exception cref="KeyNotFoundException">The test has no number of the name that is to be watched.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss or a gradient is not finite; the parameters are those before that step.
    /// </exception>
    /// <exception cref="IOException">A checkpoint cannot be written; the one before stays.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    /// <exception cref="ObjectDisposedException">The session or its network has been disposed.</exception>
    public TrainingHistory Fit(
        IDataset train,
        IDataset? test,
        int epochs,
        FitOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        foreach (EpochResult _ in EnumerateEpochs(train, test, epochs, options, progress, cancellationToken))
        {
        }

        return new TrainingHistory([.. _fit!.Results], _fit.BestEpoch, _fit.Results.Count < epochs);
    }

    /// <summary>
    /// Trains as <see cref="Fit"/> does, but lazily: each epoch is trained when its result is asked for, so that the loop over them can do
    /// something after each, or end. Nothing is trained before.
    /// </summary>
    /// <param name="train">What to learn from.</param>
    /// <param name="test">What to evaluate after each epoch, if anything.</param>
    /// <param name="epochs">How many times to go through the training set.</param>
    /// <param name="options">
    /// What else to do; the parameters of the best epoch are put back when the last result has been asked for.
    /// </param>
    /// <param name="progress">Told after each minibatch.</param>
    /// <param name="cancellationToken">Stops training before the next minibatch.</param>
    /// <returns>One result for each epoch, when it is done; of a resumed run those that are left.</returns>
    /// <exception cref="ArgumentException">
    /// A data set does not fit the network and the loss, or the run that is resumed, or is empty.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of epochs is negative.</exception>
    /// <exception cref="KeyNotFoundException">The test has no number of the name that is to be watched.</exception>
    /// <exception cref="ObjectDisposedException">The session or its network has been disposed.</exception>
    public IEnumerable<EpochResult> EnumerateEpochs(
        IDataset train,
        IDataset? test,
        int epochs,
        FitOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (_context.IsDisposed)
        {
            _context.ThrowDisposed();
        }

        options ??= new FitOptions();
        _batch.Check(train, nameof(train));
        if (test is not null)
        {
            _batch.Check(test, nameof(test));
        }

        _objective.Check(options.Metrics, nameof(options));
        if (test is not null)
        {
            // An unknown name is found before an epoch has been trained for it.
            _objective.Blank(options.Metrics).Find(options.Watch);
        }

        ArgumentOutOfRangeException.ThrowIfNegative(epochs);
        if (_isResumed && _fit!.Examples != train.Count)
        {
            throw new ArgumentException(
                Invariant($"The run that is resumed had a training set of {_fit.Examples} examples; this one has {train.Count}."),
                nameof(train));
        }

        return RunEpochs(train, test, epochs, options, progress, cancellationToken);
    }

    private IEnumerable<EpochResult> RunEpochs(
        IDataset train,
        IDataset? test,
        int epochs,
        FitOptions options,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        FitState fit = _isResumed ? _fit! : new FitState { Examples = train.Count, Means = _objective.BeginMean() };
        _fit = fit;
        _isResumed = false;
        int[] order = new int[train.Count];
        while (fit.Results.Count < epochs && !fit.IsStopped(options))
        {
            RunEpoch(train, order, epochs, options, progress, cancellationToken);
            EvaluationResult? tested = test is null ? null : EvaluateAverage(test, options.Metrics);
            double speed = train.Count / fit.Elapsed.TotalSeconds;
            var result = new EpochResult(
                fit.Results.Count + 1, epochs, _objective.ValueOf(fit.Means), tested, fit.Elapsed, speed);
            if (fit.Add(result, options) && options.KeepBest)
            {
                TakeBest(fit);
            }

            fit.Means = _objective.BeginMean();
            fit.ExamplesDone = 0;
            fit.Elapsed = TimeSpan.Zero;
            if (options.CheckpointPath is { } path)
            {
                SaveCheckpoint(path);
            }

            yield return result;
        }

        if (fit.BestParameters is { } best)
        {
            CopyParameters(best, toNetwork: true);
        }
    }

    private void RunEpoch(
        IDataset train,
        int[] order,
        int epochs,
        FitOptions options,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        FitState fit = _fit!;
        ShuffleFor(Epochs, order);
        train.BeginEpoch(Epochs, order.AsSpan(fit.ExamplesDone));
        int batches = (train.Count - 1) / BatchSize + 1;
        TimeSpan before = fit.Elapsed;
        int begun = fit.ExamplesDone;
        var watch = Stopwatch.StartNew();
        while (fit.ExamplesDone < train.Count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(BatchSize, train.Count - fit.ExamplesDone);
            long steps = Steps;
            float loss = LearnFrom(train, order.AsSpan(fit.ExamplesDone, count), fit);
            fit.Elapsed = before + watch.Elapsed;
            int batch = (fit.ExamplesDone - 1) / BatchSize + 1;
            double speed = (fit.ExamplesDone - begun) / watch.Elapsed.TotalSeconds;
            progress?.Report(new TrainingProgress(fit.Results.Count + 1, epochs, batch, batches, loss, speed));
            if (options is { CheckpointPath: { } path, CheckpointSteps: { } every } && steps != Steps && Steps % every == 0)
            {
                SaveCheckpoint(path);
            }
        }

        Epochs++;
    }

    /// <summary>The order of an epoch: of the seed and the epoch alone, so that whoever resumes it finds it again.</summary>
    private void ShuffleFor(int epoch, int[] order)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        new RandomSource(RandomSource.Mix(RandomSource.Mix((uint)_seed, 0), (ulong)epoch)).Shuffle(order);
    }

    private float LearnFrom(IDataset dataset, ReadOnlySpan<int> indices, FitState fit)
    {
        _context.Enter();
        try
        {
            _batch.Clear();
            foreach (int index in indices)
            {
                _batch.Add(dataset, index);
            }

            ReadOnlySpan<float> targets = TargetsOfBatch("train");
            Divergence.CheckInputs(_batch.Inputs, _inputs.RowLength, _batch.Rows, "train");
            float loss = StepEntered(_inputs.Of(_batch.Inputs), targets, indices.Length);
            _objective.AddTo(fit.Means, targets, indices.Length);
            fit.ExamplesDone += indices.Length;
            if (fit.ExamplesDone == dataset.Count && _sum is { Minibatches: > 0 })
            {
                UpdateBySum();
            }

            return loss;
        }
        finally
        {
            _context.Exit();
        }
    }

    /// <summary>Evaluates the averaged parameters, where there are any.</summary>
    private EvaluationResult EvaluateAverage(IDataset test, IReadOnlyList<Metric> metrics)
    {
        bool isSwapped = SwapAverage();
        try
        {
            return Evaluate(test, metrics, nameof(test));
        }
        finally
        {
            if (isSwapped)
            {
                SwapAverage();
            }
        }
    }

    /// <summary>Takes note of the parameters that were just judged.</summary>
    private void TakeBest(FitState fit)
    {
        fit.BestParameters ??= new float[_network.Parameters.TotalLength];
        bool isSwapped = SwapAverage();
        CopyParameters(fit.BestParameters, toNetwork: false);
        if (isSwapped)
        {
            SwapAverage();
        }
    }

    private bool SwapAverage()
    {
        bool hasAverage = _movingAverage is { Steps: > 0 };
        if (hasAverage)
        {
            _movingAverage!.Swap();
        }

        return hasAverage;
    }

    private void CopyParameters(Span<float> copy, bool toNetwork)
    {
        ParameterCollection parameters = _network.Parameters;
        for (int i = 0; i < parameters.Count; i++)
        {
            Span<float> block = parameters.Block(i), part = copy[..block.Length];
            copy = copy[block.Length..];
            if (toNetwork)
            {
                part.CopyTo(block);
            }
            else
            {
                block.CopyTo(part);
            }
        }

        if (toNetwork)
        {
            parameters.MarkChanged();
        }
    }
}
