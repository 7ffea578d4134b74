namespace ConvGen;

/// <summary>Compares the mean loss of the last full window of steps with that of the window before.</summary>
/// <param name="window">The steps of a window.</param>
/// <param name="minImprovement">The share of the earlier loss that the later one must be lower by.</param>
internal struct LossPlateau(int window, double minImprovement)
{
    private double _sum;
    private int _count;

    /// <summary>How many windows are full, 2 at most.</summary>
    public int Windows { get; private set; }

    /// <summary>The mean loss of the window before the last; NaN until there is one.</summary>
    public double EarlierLoss { get; private set; } = double.NaN;

    /// <summary>The mean loss of the last full window; NaN until there is one.</summary>
    public double RecentLoss { get; private set; } = double.NaN;

    /// <summary>Whether the loss has stopped to fall; a loss that is no number any more has.</summary>
    public readonly bool IsReached => Windows >= 2 && !(RecentLoss <= EarlierLoss - minImprovement * Math.Abs(EarlierLoss));

    public void Add(double loss)
    {
        _sum += loss;
        if (++_count == window)
        {
            (EarlierLoss, RecentLoss) = (RecentLoss, _sum / window);
            (_sum, _count) = (0, 0);
            Windows = Math.Min(Windows + 1, 2);
        }
    }
}
