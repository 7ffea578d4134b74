namespace ConvGen;

/// <summary>
/// The maxima of as many windows as are asked for, whatever the input's size, channel by channel. Along an axis of i positions window o of
/// n goes from ⌊o·i/n⌋ to ⌈(o + 1)·i/n⌉ (torch's <c>AdaptiveMaxPool</c>). The first maximum of a window takes its gradient.
/// </summary>
/// <param name="size">The output's spatial sizes, outermost first, or one number for all axes.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AdaptiveMaxPoolAttribute(params int[] size) : LayerAttribute
{
    /// <summary>The output's spatial sizes, outermost first, or one number for all axes.</summary>
    public int[] Size { get; } = size;
}

/// <summary>
/// The means of as many windows as are asked for, whatever the input's size, channel by channel. Along an axis of i positions window o of n
/// goes from ⌊o·i/n⌋ to ⌈(o + 1)·i/n⌉ (torch's <c>AdaptiveAvgPool</c>): <c>[AdaptiveAvgPool(2, 2)]</c> is one mean for each quadrant.
/// </summary>
/// <param name="size">The output's spatial sizes, outermost first, or one number for all axes.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AdaptiveAvgPoolAttribute(params int[] size) : LayerAttribute
{
    /// <summary>The output's spatial sizes, outermost first, or one number for all axes.</summary>
    public int[] Size { get; } = size;
}
