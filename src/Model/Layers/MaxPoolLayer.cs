namespace ConvGen.Model;

/// <summary>The largest value of each window; padding never wins.</summary>
/// <param name="Window">The window's settings as declared.</param>
public sealed record MaxPoolLayer(WindowSettings Window) : PoolLayer(Window)
{
    /// <inheritdoc/>
    public override string Kind => "MaxPool";
}
