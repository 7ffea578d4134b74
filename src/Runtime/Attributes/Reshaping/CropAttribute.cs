namespace ConvGen;

/// <summary>
/// A part of each map. Along each axis either <c>size</c> positions from <see cref="Begin"/> on, or around the centre, or what
/// <see cref="Begin"/> and <see cref="End"/> leave.
/// </summary>
/// <param name="size">The positions that are kept: one number for all spatial axes, or one for each, outermost first.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CropAttribute(params int[] size) : LayerAttribute
{
    /// <summary>The positions that are kept: one number for all spatial axes, or one for each, outermost first.</summary>
    public int[] Size { get; } = size;

    /// <summary>The positions that are cut off at the beginning, one number per spatial axis, outermost first.</summary>
    public int[]? Begin { get; set; }

    /// <summary>The positions that are cut off at the end, one number per spatial axis, outermost first.</summary>
    public int[]? End { get; set; }

    /// <summary>Whether the part lies in the middle; an odd position more is cut off at the end.</summary>
    public bool Centered { get; set; }
}
