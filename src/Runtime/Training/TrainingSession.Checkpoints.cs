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
            CheckpointNumbers? numbers = null;
            FitState? fit = null;
            CheckpointFile.Read(path, texts =>
            {
                CheckSession(path, texts);
                fit = ReadFit(texts);
                numbers = CheckpointNumbers.Read(texts, _network.Parameters.Count);
                return TensorsOf(fit, numbers.Minibatches > 0);
            });
            Apply(numbers!, fit);
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
        new CheckpointNumbers
        {
            Steps = Steps,
            Epochs = Epochs,
            Passes = _context.Passes,
            LearningRate = _optimizer.LearningRate,
            FullRate = _fullRate,
            OptimizerSteps = [.. states.Select(state => state.Steps)],
            Frozen = [.. states.Select(state => state.IsFrozen ? 1 : 0)],
            Minibatches = _sum?.Minibatches ?? 0,
            AccumulatedExamples = _sum?.Examples ?? 0,
            AverageSteps = _movingAverage?.Steps ?? 0,
        }.Write(texts);
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
                : new float[_network.Parameters.TotalLength],
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
    private void Apply(CheckpointNumbers numbers, FitState? fit)
    {
        (Steps, Epochs, _context.Passes) = (numbers.Steps, numbers.Epochs, numbers.Passes);
        (_optimizer.LearningRate, _fullRate) = (numbers.LearningRate, numbers.FullRate);
        for (int i = 0; i < numbers.OptimizerSteps.Length; i++)
        {
            OptimizerState state = _optimizer.State(i);
            (state.Steps, state.IsFrozen) = (numbers.OptimizerSteps[i], numbers.Frozen[i] != 0);
        }

        if (_sum is not null)
        {
            (_sum.Minibatches, _sum.Examples) = (numbers.Minibatches, numbers.AccumulatedExamples);
        }

        if (_movingAverage is not null)
        {
            _movingAverage.Steps = numbers.AverageSteps;
        }

        _network.Parameters.MarkChanged();
        _fit = fit;
        _isResumed = fit is not null;
    }
}
