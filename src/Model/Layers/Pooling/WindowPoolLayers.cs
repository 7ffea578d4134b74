using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Pooling;

/// <summary>The largest value of each window; padding is ignored.</summary>
/// <param name="Window">The window's settings as declared.</param>
public sealed record MaxPoolLayer(WindowSettings Window) : PoolLayer(Window)
{
    /// <inheritdoc/>
    public override string Kind => "MaxPool";

    /// <inheritdoc/>
    public override bool PassesToRectifier => true;
}

/// <summary>The smallest value of each window; padding is ignored.</summary>
/// <param name="Window">The window's settings as declared.</param>
public sealed record MinPoolLayer(WindowSettings Window) : PoolLayer(Window)
{
    /// <inheritdoc/>
    public override string Kind => "MinPool";
}

/// <summary>The mean of each window.</summary>
/// <param name="Window">The window's settings as declared.</param>
/// <param name="CountPadding">Whether padding counts in the divisor, as PyTorch's <c>count_include_pad</c>.</param>
public sealed record AvgPoolLayer(WindowSettings Window, bool CountPadding) : PoolLayer(Window)
{
    /// <inheritdoc/>
    public override string Kind => "AvgPool";

    private protected override string Suffix(EquatableArray<WindowAxis> axes) =>
        !CountPadding && axes.Any(axis => axis.PadBegin > 0 || axis.PadEnd > 0) ? ", padding not counted" : string.Empty;
}

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

    /// <inheritdoc/>
    internal override void CountCode(Inference inference, bool hasGradient, CodeCounter code)
    {
        code.CountTaps(inference.Axes.Sum(axis => (long)axis.Kernel), "k", "Kernel");
        base.CountCode(inference, hasGradient, code);
    }

    private protected override string Suffix(EquatableArray<WindowAxis> axes) => $", sigma {NumberText.Plain(Sigma)}";
}

/// <summary>The p-norm (Σ |x|^p)^(1/p) of each window; padding counts as zero.</summary>
/// <param name="Window">The window's settings as declared.</param>
/// <param name="Power">The exponent p, positive.</param>
public sealed record LpPoolLayer(WindowSettings Window, double Power) : PoolLayer(Window)
{
    /// <inheritdoc/>
    public override string Kind => "LpPool";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        base.CheckValues(name, problems);
        CheckPositive(name, "Power", Power, problems);
    }

    private protected override string Suffix(EquatableArray<WindowAxis> axes) => $", power {NumberText.Plain(Power)}";
}
