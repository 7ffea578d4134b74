namespace ConvGen;

/// <summary>The same numbers, in C·D·H·W order, with other axes.</summary>
/// <param name="shape">Channels, then spatial axes: C, C×L, C×H×W or C×D×H×W.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReshapeAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>Channels, then spatial axes: C, C×L, C×H×W or C×D×H×W.</summary>
    public int[] Shape { get; } = shape;
}
