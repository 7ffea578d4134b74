namespace ConvGen;

/// <summary>What a run of training came to, epoch by epoch.</summary>
/// <param name="Epochs">The results of the epochs, those before a checkpoint that was resumed included.</param>
/// <param name="BestEpoch">The number of the best epoch, from 1; 0 when there was none.</param>
/// <param name="StoppedEarly">Whether training stopped because nothing got better.</param>
public sealed record TrainingHistory(IReadOnlyList<EpochResult> Epochs, int BestEpoch, bool StoppedEarly)
{
    /// <summary>The best epoch, by what <see cref="FitOptions.Watch"/> says; null when there was none.</summary>
    public EpochResult? Best => Epochs.FirstOrDefault(result => result.Epoch == BestEpoch);
}
