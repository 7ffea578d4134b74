using static System.FormattableString;

namespace ConvGen;

/// <content>Checkpoints: all that training goes on from.</content>
public sealed partial class TrainingSession<TNetwork>
{
    private const string Format = "convgen.checkpoint", FormatVersion = "1";

    /// <summary>
    /// Writes all that training goes on from to a safetensors file: the parameters (as <c>model.…</c>), what the optimizer and the moving
    /// average keep, the step, the epoch and the place in it, the results so far, and where the random numbers are. The old file stays
    /// until the new one is on disk.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="IOException">The file cannot be written; what there was is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its directory may not be written to.</exception>
    /// <exception cref="InvalidOperationException">
    /// The session is at work on another thread, or the network has its averaged parameters.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The session or its network has been disposed.</exception>
    public void SaveCheckpoint(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        _context.Enter();
        try
        {
            _movingAverage?.RequireOwnParameters();
            var texts = new CheckpointTexts(path, new Dictionary<string, string>(StringComparer.Ordinal));
            WriteTexts(texts);
            CheckpointFile.Write(path, TensorsOf(_fit, hasGradients: _sum is { Minibatches: > 0 }), texts);
        }
        finally
        {
            _context.Exit();
        }
    }

    /// <summary>
    /// Goes on from a checkpoint: a session with the same network, optimizer, losses, batch size and seed is then, bit for bit, the one
    /// that wrote it, and the next <see cref="Fit"/> over the same data goes on with the run that was going on. When it fails, nothing
    /// changes.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightFormatException">The file is damaged, is no checkpoint, or is one of another kind of session.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidOperationException">
    /// The session is at work on another thread, or the network has its averaged parameters.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The session or its network has been disposed.</exception>
    public void Resume(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        _context.Enter();
        try
        {
            _movingAverage?.RequireOwnParameters();
            CheckpointTexts? texts = null;
            FitState? fit = null;
            CheckpointFile.Read(path, read =>
            {
                texts = read;
                CheckSession(path, read);
                fit = ReadFit(read);
                CheckNumbers(read);
                return TensorsOf(fit, read.GetCount<int>("accumulated.minibatches") > 0);
            });
            Apply(texts!, fit);
        }
        finally
        {
            _context.Exit();
        }
    }

    private void WriteTexts(CheckpointTexts texts)
    {
        OptimizerState[] states = [.. Enumerable.Range(0, _network.Parameters.Count).Select(_optimizer.State)];
        texts.All[Format] = FormatVersion;
        texts.All["network"] = typeof(TNetwork).Name;
        texts.All["optimizer"] = _optimizer.GetType().Name;
        texts.All["average"] = _movingAverage is null ? "none" : "exponential";
        texts.Set("batch_size", BatchSize);
        texts.Set("accumulated_batches", _accumulatedBatches);
        texts.Set("seed", _seed);
        texts.Set("steps", Steps);
        texts.Set("epochs", Epochs);
        texts.Set("passes", _context.Passes);
        texts.Set("learning_rate", _optimizer.LearningRate, _fullRate);
        texts.Set("optimizer.steps", [.. states.Select(state => state.Steps)]);
        texts.Set("optimizer.frozen", [.. states.Select(state => state.IsFrozen ? 1 : 0)]);
        texts.Set("accumulated.minibatches", _sum?.Minibatches ?? 0);
        texts.Set("accumulated.examples", _sum?.Examples ?? 0);
        texts.Set("average.steps", _movingAverage?.Steps ?? 0);
        if (_fit is { } fit)
        {
            texts.Set("fit.examples", fit.Examples, fit.ExamplesDone);
            texts.Set("fit.losses", [.. fit.Means.SelectMany(mean => new[] { mean.State.Sum, mean.State.Weight })]);
            texts.Set("fit.elapsed", fit.Elapsed.Ticks);
            texts.Set("fit.best_epoch", fit.BestEpoch);
            texts.Set("fit.best_value", fit.BestValue);
            texts.Set("fit.best_parameters", fit.BestParameters is null ? 0 : 1);
            texts.Set("fit.results", fit.Results);
        }
    }

    /// <summary>Refuses the checkpoint of a session that this one cannot become.</summary>
    private void CheckSession(string path, CheckpointTexts texts)
    {
        if (texts.Text(Format) is var version && version != FormatVersion)
        {
            throw new WeightFormatException($"{path} is a checkpoint of format {version}; this version reads {FormatVersion}.");
        }

        var problems = new List<string>();
        void Compare(string what, string inFile, string here)
        {
            if (inFile != here)
            {
                problems.Add($"{what}: {inFile} in the file, {here} here");
            }
        }

        Compare("optimizer", texts.Text("optimizer"), _optimizer.GetType().Name);
        Compare("moving average", texts.Text("average"), _movingAverage is null ? "none" : "exponential");
        Compare("batch size", texts.Text("batch_size"), Invariant($"{BatchSize}"));
        Compare("accumulated batches", texts.Text("accumulated_batches"), Invariant($"{_accumulatedBatches}"));
        Compare("seed", texts.Text("seed"), Invariant($"{_seed}"));
        if (problems.Count > 0)
        {
            throw new WeightFormatException($"{path} is a checkpoint of another session. {string.Join("; ", problems)}.");
        }
    }

    /// <summary>Reads every number once, so that none of them is found wrong when the first ones have been applied.</summary>
    private void CheckNumbers(CheckpointTexts texts)
    {
        int tensors = _network.Parameters.Count;
        texts.GetCount<long>("steps");
        texts.GetCount<int>("epochs");
        texts.Get<ulong>("passes");
        texts.GetCount<long>("accumulated.examples");
        texts.GetCount<long>("average.steps");
        bool isRight = Array.TrueForAll(texts.Get<float>("learning_rate", 2), rate => rate >= 0 && float.IsFinite(rate))
            && Array.TrueForAll(texts.Get<long>("optimizer.steps", tensors), steps => steps >= 0)
            && Array.TrueForAll(texts.Get<int>("optimizer.frozen", tensors), flag => flag is 0 or 1);
        if (!isRight)
        {
            throw new WeightFormatException("The checkpoint has a learning rate, or numbers of steps, that cannot be.");
        }
    }

    private FitState? ReadFit(CheckpointTexts texts)
    {
        if (!texts.All.ContainsKey("fit.examples"))
        {
            return null;
        }

        int[] examples = texts.Get<int>("fit.examples", 2);
        LossMean[] means = _objective.BeginMean();
        double[] losses = texts.Get<double>("fit.losses", 2 * means.Length);
        for (int i = 0; i < means.Length; i++)
        {
            means[i].State = (losses[2 * i], losses[2 * i + 1]);
        }

        if (examples[0] < 1 || examples[1] < 0 || examples[1] > examples[0])
        {
            throw new WeightFormatException(
                Invariant($"The checkpoint has done {examples[1]} of {examples[0]} examples of an epoch, which cannot be."));
        }

        return new FitState
        {
            Examples = examples[0],
            ExamplesDone = examples[1],
            Means = means,
            Elapsed = TimeSpan.FromTicks(texts.GetCount<long>("fit.elapsed")),
            BestEpoch = texts.GetCount<int>("fit.best_epoch"),
            BestValue = texts.Get<double>("fit.best_value"),
            Results = texts.GetResults("fit.results"),
            BestParameters = texts.Get<int>("fit.best_parameters") == 0
                ? null
                : new float[_network.Parameters.Sum(parameter => parameter.Length)],
        };
    }

    /// <summary>Every tensor of a checkpoint: where its numbers are, or go.</summary>
    private List<NamedTensor> TensorsOf(FitState? fit, bool hasGradients)
    {
        ParameterCollection parameters = _network.Parameters;
        var tensors = new List<NamedTensor>();
        int start = 0;
        for (int i = 0; i < parameters.Count; i++)
        {
            int index = i, offset = start;
            NetworkParameter tensor = parameters[i];
            void Add(string kind, TensorValues values) => tensors.Add(new NamedTensor($"{kind}.{tensor.Name}", tensor.Shape, values));

            Add("model", () => parameters.Block(index));
            if (fit?.BestParameters is { } best)
            {
                Add("best", () => best.AsSpan(offset, parameters[index].Length));
            }

            start += tensor.Length;
            if (!tensor.Trainable)
            {
                continue;
            }

            OptimizerState state = _optimizer.State(i);
            foreach (string name in state.Names)
            {
                Add($"optimizer.{name}", () => state.Buffer(name).AsSpan(0, parameters[index].Length));
            }

            if (_movingAverage is { } average)
            {
                Add("average", () => average.Of(index));
            }

            if (hasGradients && _sum is { } sum)
            {
                Add("gradient", () => sum.Of(index));
            }
        }

        return tensors;
    }

    /// <summary>Takes the numbers over, all of which have been checked.</summary>
    private void Apply(CheckpointTexts texts, FitState? fit)
    {
        Steps = texts.Get<long>("steps");
        Epochs = texts.Get<int>("epochs");
        _context.Passes = texts.Get<ulong>("passes");
        float[] rates = texts.Get<float>("learning_rate", 2);
        (_optimizer.LearningRate, _fullRate) = (rates[0], rates[1]);
        long[] steps = texts.Get<long>("optimizer.steps", _network.Parameters.Count);
        int[] frozen = texts.Get<int>("optimizer.frozen", _network.Parameters.Count);
        for (int i = 0; i < steps.Length; i++)
        {
            OptimizerState state = _optimizer.State(i);
            (state.Steps, state.IsFrozen) = (steps[i], frozen[i] != 0);
        }

        if (_sum is not null)
        {
            (_sum.Minibatches, _sum.Examples) = (texts.Get<int>("accumulated.minibatches"), texts.Get<long>("accumulated.examples"));
        }

        if (_movingAverage is not null)
        {
            _movingAverage.Steps = texts.Get<long>("average.steps");
        }

        _network.Parameters.MarkChanged();
        _fit = fit;
        _isResumed = fit is not null;
    }
}
