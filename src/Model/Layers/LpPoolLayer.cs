namespace ConvGen.Model;

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
