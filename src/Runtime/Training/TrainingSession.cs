using System.Diagnostics;
using ConvGen.Engine;
using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Trains a network: forward, loss, backward, optimizer, minibatch by minibatch. With the same seed, network and data a run is
/// reproduced bit for bit, on any number of threads. Steps allocate nothing.
/// </summary>
/// <typeparam name="TNetwork">The generated network.</typeparam>
public sealed class TrainingSession<TNetwork> : IDisposable
    where TNetwork : ITrainableNetwork
{
    private readonly TNetwork _network;
    private readonly Optimizer _optimizer;
    private readonly Loss _loss;
    private readonly TrainingContext _context;
    private readonly FeatureLayout _layout;
    private readonly int _targetLength;
    private readonly bool _endsInSoftmax;
    private readonly float[] _outputGradient;
    private readonly float[] _inputs;
    private readonly float[] _targets;
    private readonly float[] _outputs;
    private readonly RandomSource _random;

    /// <summary>Makes a session. The network stays the caller's to dispose.</summary>
    /// <param name="network">The network to train.</param>
    /// <param name="optimizer">How parameters are changed; a new one for each session.</param>
    /// <param name="loss">What is to become small.</param>
    /// <param name="batchSize">The examples of one minibatch.</param>
    /// <param name="seed">Where the random numbers of shuffling and dropout start.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    /// <exception cref="InvalidOperationException">The optimizer belongs to another session.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public TrainingSession(TNetwork network, Optimizer optimizer, Loss loss, int batchSize, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        var last = network.Description.Layers[^1];
        _network = network;
        _optimizer = optimizer;
        _loss = loss;
        _layout = FeatureLayout.Of(last.OutputShape);
        _endsInSoftmax = last.Kind == "Softmax";
        _targetLength = loss.TargetLength(_layout.Length, _layout.Channels);
        _outputGradient = new float[checked(batchSize * network.ResultLength)];
        _inputs = new float[checked(batchSize * network.ExampleLength)];
        _targets = new float[checked(batchSize * _targetLength)];
        _outputs = new float[_outputGradient.Length];
        _random = new RandomSource(RandomSource.Mix((uint)seed, 0));
        BatchSize = batchSize;
        _context = network.CreateTrainingContext(batchSize, seed);
        try
        {
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

    /// <summary>Learns from one minibatch. Allocates nothing.</summary>
    /// <param name="inputs">The examples as <see cref="INetwork.Forward"/> takes them; at most <see cref="BatchSize"/>.</param>
    /// <param name="targets">Their targets, one after another: class numbers or values, as the loss takes them.</param>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a target is not a class.</exception>
    /// <exception cref="ObjectDisposedException">The session or its network has been disposed.</exception>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        _context.Forward(inputs, _loss.TakesLogits);
        var outputs = _context.Output;
        var gradient = _outputGradient.AsSpan(0, outputs.Length);
        float loss = _loss.Evaluate(outputs, targets, outputs.Length / _layout.Length, _layout, gradient);
        _context.Backward(gradient);
        _optimizer.Step(_network.Parameters, _context.Gradients);
        return loss;
    }

    /// <summary>Trains for some epochs, each in another seeded order, as the result is enumerated.</summary>
    /// <param name="train">What to learn from.</param>
    /// <param name="test">What to evaluate after each epoch, if anything.</param>
    /// <param name="epochs">How many times to go through the training set.</param>
    /// <param name="progress">Told after each minibatch.</param>
    /// <returns>One result for each epoch, when it is done.</returns>
    /// <exception cref="ArgumentException">A data set does not fit the network and the loss, or is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of epochs is negative.</exception>
    public IEnumerable<EpochResult> Fit(IDataset train, IDataset? test, int epochs, IProgress<TrainingProgress>? progress = null)
    {
        Check(train, nameof(train));
        if (test is not null)
        {
            Check(test, nameof(test));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(epochs);
        return RunEpochs(train, test, epochs, progress);
    }

    /// <summary>Runs a data set through the network as inference does, without learning from it.</summary>
    /// <param name="dataset">The examples.</param>
    /// <returns>
    /// The mean loss and, for classes, the accuracy. When the loss takes logits and the network ends in a softmax, the loss is computed from the
    /// probabilities, where one below the smallest normal float counts as that.
    /// </returns>
    /// <exception cref="ArgumentException">The data set does not fit the network and the loss, or is empty.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public EvaluationResult Evaluate(IDataset dataset)
    {
        Check(dataset, nameof(dataset));
        double loss = 0;
        long right = 0;
        for (int start = 0; start < dataset.Count; start += BatchSize)
        {
            int count = Math.Min(BatchSize, dataset.Count - start);
            for (int i = 0; i < count; i++)
            {
                ReadInto(dataset, start + i, i);
            }

            var outputs = _outputs.AsSpan(0, count * _layout.Length);
            var targets = _targets.AsSpan(0, count * _targetLength);
            _network.Forward(_inputs.AsSpan(0, count * _network.ExampleLength), outputs);
            if (_loss.TakesClasses)
            {
                right += CountRight(outputs, targets);
            }

            if (_loss.TakesLogits && _endsInSoftmax)
            {
                TakeLogarithms(outputs);
            }

            double batchLoss = _loss.Evaluate(outputs, targets, count, _layout, default);
            loss += _loss.Reduction == Reduction.Mean ? batchLoss * count : batchLoss;
        }

        double accuracy = _loss.TakesClasses ? (double)right / ((long)dataset.Count * _targetLength) : double.NaN;
        return new EvaluationResult(loss / dataset.Count, accuracy, dataset.Count);
    }

    /// <summary>Frees what the session allocated; the network stays.</summary>
    public void Dispose() => _context.Dispose();

    private IEnumerable<EpochResult> RunEpochs(IDataset train, IDataset? test, int epochs, IProgress<TrainingProgress>? progress)
    {
        int[] order = [.. Enumerable.Range(0, train.Count)];
        int batches = (train.Count + BatchSize - 1) / BatchSize;
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            _random.Shuffle(order);
            var watch = Stopwatch.StartNew();
            double loss = 0;
            int done = 0;
            for (int batch = 1; batch <= batches; batch++)
            {
                int count = Math.Min(BatchSize, train.Count - done);
                float batchLoss = LearnFrom(train, order.AsSpan(done, count));
                loss += _loss.Reduction == Reduction.Mean ? (double)batchLoss * count : batchLoss;
                done += count;
                progress?.Report(new TrainingProgress(epoch, epochs, batch, batches, batchLoss, done / watch.Elapsed.TotalSeconds));
            }

            var elapsed = watch.Elapsed;
            var tested = test is null ? null : Evaluate(test);
            yield return new EpochResult(epoch, epochs, loss / train.Count, tested, elapsed, train.Count / elapsed.TotalSeconds);
        }
    }

    private float LearnFrom(IDataset dataset, ReadOnlySpan<int> indices)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            ReadInto(dataset, indices[i], i);
        }

        return Step(_inputs.AsSpan(0, indices.Length * _network.ExampleLength), _targets.AsSpan(0, indices.Length * _targetLength));
    }

    private void ReadInto(IDataset dataset, int index, int slot) => dataset.Read(
        index,
        _inputs.AsSpan(slot * _network.ExampleLength, _network.ExampleLength),
        _targets.AsSpan(slot * _targetLength, _targetLength));

    /// <summary>Counts the positions whose largest channel is the wanted one; of equal channels the first counts.</summary>
    private long CountRight(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        long right = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            int example = Math.DivRem(i, _layout.Positions, out int position);
            var scores = outputs.Slice(example * _layout.Length, _layout.Length);
            int best = 0;
            for (int c = 1; c < _layout.Channels; c++)
            {
                if (scores[c * _layout.Positions + position] > scores[best * _layout.Positions + position])
                {
                    best = c;
                }
            }

            right += best == (int)targets[i] ? 1 : 0;
        }

        return right;
    }

    /// <summary>Logarithms of probabilities are logits: they differ from those that made them by one number, which no softmax sees.</summary>
    private static void TakeLogarithms(Span<float> probabilities)
    {
        const float SmallestNormal = 1.17549435e-38f;
        foreach (ref float value in probabilities)
        {
            value = MathF.Log(MathF.Max(value, SmallestNormal));
        }
    }

    private void Check(IDataset dataset, string name)
    {
        ArgumentNullException.ThrowIfNull(dataset, name);
        if (dataset.ExampleLength != _network.ExampleLength || dataset.TargetLength != _targetLength)
        {
            throw new ArgumentException(
                Invariant($"The network and the loss take examples of {_network.ExampleLength} floats and targets of {_targetLength}; ")
                + Invariant($"the data set has {dataset.ExampleLength} and {dataset.TargetLength}."),
                name);
        }

        if (dataset.Count == 0)
        {
            throw new ArgumentException("The data set is empty.", name);
        }
    }
}
