using static System.FormattableString;

namespace ConvGen;

/// <summary>What <see cref="TrainingSession{TNetwork}.Fit"/> does besides training.</summary>
public sealed record FitOptions
{
    private readonly int? _patience;
    private readonly double _minImprovement;
    private readonly long? _checkpointSteps;

    /// <summary>What is measured on the test set after each epoch, beside the loss and the accuracy.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>
    /// Whether the network has the parameters of its best epoch in the end, running statistics included, instead of those of the last.
    /// </summary>
    public bool KeepBest { get; init; }

    /// <summary>After how many epochs in a row without a better result training stops early; null for never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int? Patience
    {
        get => _patience;
        init => _patience = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Patience), Invariant($"Patience is at least one epoch, not {value}."));
    }

    /// <summary>By how much a result must be better to count as such.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double MinImprovement
    {
        get => _minImprovement;
        init => _minImprovement = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(MinImprovement), Invariant($"MinImprovement must be finite and not negative, not {value}."));
    }

    /// <summary>
    /// By which number of the test set an epoch is better than another: <c>loss</c>, <c>accuracy</c> or the name of a metric. Null, as it
    /// is at first, takes the accuracy where there is one, else the loss. Without a test set it is the training loss.
    /// </summary>
    public string? Watch { get; init; }

    /// <summary>
    /// The file of checkpoints; null for none. It is written after each epoch, and every <see cref="CheckpointSteps"/> steps; the last
    /// whole one stays when a write fails.
    /// </summary>
    public string? CheckpointPath { get; init; }

    /// <summary>After how many steps a checkpoint is written within an epoch too; null for only after epochs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public long? CheckpointSteps
    {
        get => _checkpointSteps;
        init => _checkpointSteps = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(CheckpointSteps), Invariant($"There is at least one step, not {value}."));
    }
}
