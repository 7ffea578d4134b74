namespace ConvGen;

/// <summary>Compares the mean loss of the last full window of steps with that of the window before.</summary>
/// <param name="window">The steps of a window.</param>
/// <param name="minImprovement">The share of the earlier loss that the later one must be lower by.</param>
internal struct LossPlateau(int window, double minImprovement)
{
    private double _sum;
    private int _count;
    private int _windows;

    /// <summary>The mean loss of the window before the last; NaN until there is one.</summary>
    public double EarlierLoss { get; private set; } = double.NaN;

    /// <summary>The mean loss of the last full window; NaN until there is one.</summary>
    public double RecentLoss { get; private set; } = double.NaN;

    /// <summary>Whether the loss has stopped to fall; a loss that is no number any more has.</summary>
    public readonly bool IsReached => _windows >= 2 && !(RecentLoss <= EarlierLoss - minImprovement * Math.Abs(EarlierLoss));

    public void Add(double loss)
    {
        _sum += loss;
        if (++_count == window)
        {
            (EarlierLoss, RecentLoss) = (RecentLoss, _sum / window);
            (_sum, _count) = (0, 0);
            _windows = Math.Min(_windows + 1, 2);
        }
    }
}
