namespace ConvGen;

/// <summary>How far a run of <see cref="TrainingSession{TNetwork}.Fit"/> is: what a checkpoint has of it.</summary>
internal sealed class FitState
{
    /// <summary>How many examples the training set has.</summary>
    public required int Examples { get; init; }

    /// <summary>The losses of the current epoch.</summary>
    public required LossMean[] Means { get; set; }

    /// <summary>How many examples of the current epoch are done.</summary>
    public int ExamplesDone { get; set; }

    /// <summary>How long the current epoch has taken.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>The epochs that are done.</summary>
    public List<EpochResult> Results { get; init; } = [];

    /// <summary>The best epoch, from 1; 0 for none.</summary>
    public int BestEpoch { get; set; }

    /// <summary>The number that the best epoch has been judged by.</summary>
    public double BestValue { get; set; }

    /// <summary>The parameters after the best epoch; null where nobody wants them.</summary>
    public float[]? BestParameters { get; set; }

    /// <summary>Whether so many epochs have passed without a better one that training stops.</summary>
    public bool IsStopped(FitOptions options) => options.Patience is { } patience && Results.Count - BestEpoch >= patience;

    /// <summary>Takes in the result of an epoch.</summary>
    /// <returns>Whether it is the best so far.</returns>
    public bool Add(EpochResult result, FitOptions options)
    {
        Results.Add(result);
        MetricValue watched = result.Test is { } test ? test.Find(options.Watch) : new MetricValue("loss", result.TrainLoss, false);
        double gain = watched.HigherIsBetter ? watched.Value - BestValue : BestValue - watched.Value;
        bool isBetter = !double.IsNaN(watched.Value) && (BestEpoch == 0 || gain > options.MinImprovement);
        if (isBetter)
        {
            (BestEpoch, BestValue) = (result.Epoch, watched.Value);
        }

        return isBetter;
    }
}
