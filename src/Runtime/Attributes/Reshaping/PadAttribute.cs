namespace ConvGen;

/// <summary>
/// Positions around a map: along each axis o = i + padBegin + padEnd. Negative numbers cut positions off. What the new positions hold is
/// decided by <see cref="Mode"/>.
/// </summary>
/// <param name="p">The positions on both sides of every spatial axis.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PadAttribute(int p = 0) : LayerAttribute
{
    /// <summary>The positions on both sides of every spatial axis.</summary>
    public int P { get; } = p;

    /// <summary>The positions on both sides, one number per spatial axis, outermost first.</summary>
    public int[]? Pad { get; set; }

    /// <summary>The positions before the first, one number per spatial axis, outermost first.</summary>
    public int[]? PadBegin { get; set; }

    /// <summary>The positions after the last, one number per spatial axis, outermost first.</summary>
    public int[]? PadEnd { get; set; }

    /// <summary>What the new positions hold.</summary>
    public PadMode Mode { get; set; }

    /// <summary>The number that <see cref="PadMode.Constant"/> puts there.</summary>
    public double Value { get; set; }
}
