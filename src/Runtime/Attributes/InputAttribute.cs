namespace ConvGen;

/// <summary>
/// The network's input: <c>[Input(C, L)]</c>, <c>[Input(C, H, W)]</c>, <c>[Input(C, D, H, W)]</c>, or <c>[Input(N)]</c> for N features
/// without spatial axes. The rank of every layer that follows is that of its input. Examples are planar float, back to back.
/// </summary>
/// <param name="shape">Channels first, then the spatial axes from the outermost to the innermost.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute(params int[] shape) : Attribute
{
    /// <summary>Channels first, then the spatial axes from the outermost to the innermost.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>The name that <see cref="LayerAttribute.From"/> refers to; <c>input</c> when omitted.</summary>
    public string? Name { get; set; }
}
