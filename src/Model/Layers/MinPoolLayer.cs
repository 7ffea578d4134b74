namespace ConvGen.Model;

/// <summary>The smallest value of each window; padding never wins.</summary>
/// <param name="Window">The window's settings as declared.</param>
public sealed record MinPoolLayer(WindowSettings Window) : PoolLayer(Window)
{
    /// <inheritdoc/>
    public override string Kind => "MinPool";
}
