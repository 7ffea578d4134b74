namespace ConvGen.Model;

/// <summary>The mean of each window with Gaussian weights by the distance from the window's centre; padding does not count.</summary>
/// <param name="Window">The window's settings as declared.</param>
/// <param name="Sigma">The standard deviation in positions of the input, positive.</param>
public sealed record WeightedAvgPoolLayer(WindowSettings Window, double Sigma) : PoolLayer(Window)
{
    /// <inheritdoc/>
    public override string Kind => "WeightedAvgPool";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        base.CheckValues(name, problems);
        CheckPositive(name, "Sigma", Sigma, problems);
    }

    private protected override string Suffix(EquatableArray<WindowAxis> axes) => $", sigma {NumberText.Plain(Sigma)}";
}
